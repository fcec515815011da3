import { languages } from '../chat.ts'
import { type Blame, missing } from './check-lines.ts'
import { formatFactValue } from './fact-value.ts'
import type { CompanyFact, Knowledge, Problem } from './knowledge.ts'
import { factTests, type Rule } from './rule-schema.ts'
import { wishFacts } from './terms.ts'

const file = 'facts.yaml'

/** Facts that no rule names but that every conversation may ask about or be told. */
const always = ['municipality', 'already_started', ...wishFacts]

/** Every fact that a rule may name can be asked about, answered and explained. */
export function checkFacts(knowledge: Knowledge, blame: Blame): readonly Problem[] {
  const { facts } = knowledge
  const needed = [...always, ...Object.keys(factTests)]
  return [
    ...needed
      .filter((fact) => !facts.has(fact))
      .map((fact) =>
        blame(file, [], `the fact "${fact}" is missing; rules and conversations need it`),
      ),
    ...[...facts.keys()]
      .filter((fact) => !needed.includes(fact))
      .map((fact) =>
        blame(
          file,
          [fact],
          `${missing('fact that a rule can name', fact, needed)} (rule-schema.ts)`,
        ),
      ),
    ...[...facts.values()].flatMap((fact) => [
      ...checkAnswers(fact, blame),
      ...checkWords(knowledge, fact, blame),
    ]),
    ...checkValues(knowledge, blame),
  ]
}

const answerTypes: Readonly<Partial<Record<CompanyFact['kind'], readonly string[]>>> = {
  number: ['number', 'object'],
  money: ['number', 'object'],
  choice: ['string'],
  'yes-no': ['boolean'],
}

/** A fact without answers has no buttons, so that it would never be asked about. */
function checkAnswers(fact: CompanyFact, blame: Blame): readonly Problem[] {
  const types = answerTypes[fact.kind]
  if (types === undefined) return []
  const answers = fact.answers ?? []
  if (answers.length === 0) return [blame(file, [fact.id], 'has no answers to choose from')]
  return answers.flatMap(({ value }, at) =>
    types.includes(typeof value)
      ? []
      : [
          blame(
            file,
            [fact.id, 'answers', at, 'value'],
            `must be a ${types[0]}, is "${formatFactValue(value)}"`,
          ),
        ],
  )
}

/** How a yes-or-no fact is said as a requirement stands in the texts. */
function checkWords(knowledge: Knowledge, fact: CompanyFact, blame: Blame): readonly Problem[] {
  if (fact.kind !== 'yes-no') return []
  return languages.flatMap((language) =>
    ['yes', 'no']
      .map((word) => `rule.${fact.id}.${word}`)
      .filter((key) => !knowledge.messages[language].has(key))
      .map((key) => blame(file, [fact.id], `texts/${language}.yaml has no "${key}"`)),
  )
}

/** A choice that a rule names is an answer that a person can give. */
function checkValues(knowledge: Knowledge, blame: Blame): readonly Problem[] {
  return [...knowledge.offerings.values()].flatMap((offering) =>
    (offering.requires === undefined ? [] : listChoices(offering.requires)).flatMap(
      ({ fact, value }) => {
        const answers = knowledge.facts
          .get(fact)
          ?.answers?.map((answer) => formatFactValue(answer.value))
        return answers === undefined || answers.includes(value)
          ? []
          : [
              blame(
                `offerings/${offering.id}.yaml`,
                ['requires'],
                missing(`answer of ${fact}`, value, answers),
              ),
            ]
      },
    ),
  )
}

function listChoices(rule: Rule): readonly { readonly fact: string; readonly value: string }[] {
  if ('all' in rule) return rule.all.flatMap(listChoices)
  if ('any' in rule) return rule.any.flatMap(listChoices)
  if ('not' in rule) return listChoices(rule.not)
  return Object.entries(rule).flatMap(([fact, test]) => {
    const values: readonly string[] =
      ('one_of' in test ? test.one_of : undefined) ??
      ('none_of' in test ? test.none_of : undefined) ??
      []
    return values.map((value) => ({ fact, value }))
  })
}
