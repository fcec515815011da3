import { type Language, languages } from '../chat.ts'
import type { Blame } from './check-lines.ts'
import type { Knowledge, Problem } from './knowledge.ts'
import { readNumeral } from './numbers.ts'

interface Told {
  readonly keys: readonly PropertyKey[]
  readonly words: Readonly<Record<Language, string>>
}

/** A figure in one language stands in the other too: an amount or a year is mended in both or in neither. */
export function checkFigures(knowledge: Knowledge, blame: Blame): readonly Problem[] {
  return listFiles(knowledge).flatMap(([file, content]) =>
    [...findTold(content, [])].flatMap(({ keys, words }) =>
      languages.flatMap((language) => {
        const figures = listFigures(words[language], language)
        const others = languages.filter((one) => one !== language)
        return others.flatMap((other) => {
          const there = listNumbers(words[other], other)
          const missing = figures.filter((figure) => !there.has(figure))
          return missing.length === 0
            ? []
            : [blame(file, keys, `${missing.join(', ')} stands in ${language} but not in ${other}`)]
        })
      }),
    ),
  )
}

function listFiles(knowledge: Knowledge): readonly (readonly [file: string, content: unknown])[] {
  return [
    ...[...knowledge.offerings.values()].map(
      (offering) => [`offerings/${offering.id}.yaml`, offering] as const,
    ),
    ['providers.yaml', Object.fromEntries(knowledge.providers)],
    ['facts.yaml', Object.fromEntries(knowledge.facts)],
    ['glossary.yaml', Object.fromEntries(knowledge.glossary)],
    ['offices.yaml', knowledge.offices],
    ['activities.yaml', knowledge.activities],
  ]
}

/** Not translations of each other, sentence by sentence. */
const ownWords = new Set(['asked_as', 'also_known_as', 'words'])

/** What is told in every language: one text, or as many sentences in each. */
function* findTold(value: unknown, keys: readonly PropertyKey[]): Iterable<Told> {
  if (typeof value !== 'object' || value === null) return
  const { sv, en } = value as Partial<Record<Language, unknown>>
  if (typeof sv === 'string' && typeof en === 'string') yield { keys, words: { sv, en } }
  else if (Array.isArray(sv) && Array.isArray(en))
    for (const [at, one] of sv.entries())
      yield { keys: [...keys, 'sv', at], words: { sv: String(one), en: String(en[at] ?? '') } }
  else
    for (const [key, part] of Object.entries(value))
      if (!ownWords.has(key)) yield* findTold(part, [...keys, key])
}

/** "1 200 000", "1,200,000" and "1,2" as numbers, as each language writes them; not the one of "COVID-19". */
function listFigures(text: string, language: Language): readonly number[] {
  const written = text.replace(groups[language], '')
  return [...written.matchAll(/(?<!\p{L}-)(?<!\d)\d+(?:[.,]\d+)?/gu)].map(([figure]) =>
    Number(figure.replace(',', '.')),
  )
}

const groups = {
  sv: /(?<=\d)[ \u00a0](?=\d{3}(?!\d))/g,
  en: /(?<=\d),(?=\d{3}(?!\d))/g,
} as const

/** Figures, and numbers in letters. */
function listNumbers(text: string, language: Language): ReadonlySet<number> {
  const letters = text.toLowerCase().match(/\p{L}+/gu) ?? []
  return new Set([
    ...listFigures(text, language),
    ...letters.flatMap((word) => readNumeral(word) ?? []),
  ])
}
