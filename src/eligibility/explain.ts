import type { Language } from '../chat.ts'
import {
  formatMoney,
  formatMoneyBetween,
  formatNumber,
  joinWords,
  type Say,
} from '../conversation/say.ts'
import { type FactValue, formatFactValue, type Range } from '../knowledge/fact-value.ts'
import type { CompanyFact, Knowledge } from '../knowledge/knowledge.ts'
import type { Criterion, Test } from './rule.ts'

interface Explaining {
  readonly knowledge: Knowledge
  readonly say: Say
  readonly language: Language
}

/** A criterion as a sentence: "Högst 9 anställda – du har 5." Without a known value only what is required. */
export function explainCriterion(
  explaining: Explaining,
  criterion: Criterion,
  value: FactValue | undefined,
): string {
  const fact = explaining.knowledge.facts.get(criterion.fact)
  if (fact === undefined) return criterion.fact
  const required = explainTest(explaining, fact, criterion.test)
  if (value === undefined) return required
  return explaining.say('rule.with-value', {
    required,
    value: formatValue(explaining, fact, value),
  })
}

function explainTest(explaining: Explaining, fact: CompanyFact, test: Test): string {
  const { say, language } = explaining
  const name = fact.name[language]
  switch (test.kind) {
    case 'yes-no':
      return say(test.is ? `rule.${fact.id}.yes` : `rule.${fact.id}.no`)
    case 'choice': {
      const values = test.one_of ?? test.none_of ?? []
      const labels = values.map((value) => labelOf(fact, value, language).toLowerCase())
      const list = joinWords(labels, say(test.one_of === undefined ? 'and' : 'or'))
      return say(test.one_of === undefined ? 'rule.none-of' : 'rule.one-of', {
        name: capital(name),
        list,
      })
    }
    case 'number': {
      const currency = test.currency ?? 'SEK'
      const show = (value: number) => formatAmount(explaining, fact, { value, currency })
      if (test.at_least !== undefined && test.at_most !== undefined) {
        const { at_least: least, at_most: most } = test
        if (test.outside !== undefined)
          return say('rule.outside', { name: capital(name), least: show(least), most: show(most) })
        const between =
          fact.kind === 'money'
            ? formatMoneyBetween({ least, most, currency }, language)
            : `${formatNumber(least, language)}–${show(most)}`
        return say('rule.between', { name: capital(name), between })
      }
      if (test.at_most !== undefined)
        return say('rule.at-most', { name: capital(name), most: show(test.at_most) })
      return say('rule.at-least', { name: capital(name), least: show(test.at_least ?? 0) })
    }
  }
}

function formatAmount(
  { language }: Explaining,
  fact: CompanyFact,
  { value, currency }: { value: number; currency: 'SEK' | 'EUR' },
): string {
  if (fact.kind === 'money') return formatMoney(value, currency, language)
  const unit = value === 1 ? (fact.unit_of_one ?? fact.unit) : fact.unit
  return unit === undefined
    ? formatNumber(value, language)
    : `${formatNumber(value, language)} ${unit[language]}`
}

/** A fact's value as a person would read it: "aktiebolag", "5 anställda", "ja"; a range as the answer that was given. */
export function formatValue(explaining: Explaining, fact: CompanyFact, value: FactValue): string {
  if (typeof value === 'boolean') return explaining.say(value ? 'yes' : 'no')
  if (typeof value === 'number') return formatAmount(explaining, fact, { value, currency: 'SEK' })
  return labelOf(fact, value, explaining.language).toLowerCase()
}

function labelOf(fact: CompanyFact, value: string | Range, language: Language): string {
  const said = formatFactValue(value)
  const answer = fact.answers?.find((one) => formatFactValue(one.value) === said)
  return answer?.label[language] ?? said
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
