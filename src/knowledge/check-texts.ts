import { type Language, languages } from '../chat.ts'
import type { Blame } from './check-lines.ts'
import type { Problem } from './knowledge.ts'
import { readYaml, type SourceFile } from './read-yaml.ts'
import { messagesSchema } from './schema.ts'

/** What the program says: keys it names in full, and patterns for those it puts together (`status.*`). */
export interface UsedTexts {
  readonly keys: readonly string[]
  readonly patterns: readonly RegExp[]
}

interface Sentence {
  readonly file: string
  readonly words: string
}

type Sentences = Readonly<Record<Language, ReadonlyMap<string, Sentence>>>

/** The same sentences in every language, with the same blanks, and all that the program says among them. */
export function checkTexts(
  files: readonly SourceFile[],
  blame: Blame,
  used?: UsedTexts,
): readonly Problem[] {
  const problems: Problem[] = []
  const sentences = readSentences(files, (file, key) =>
    problems.push(blame(file, [key], 'stands in another file of the same language too')),
  )
  for (const language of languages) {
    for (const other of languages) {
      if (other !== language) problems.push(...compare(sentences, { language, other, blame }))
    }
  }
  for (const key of used?.keys ?? []) {
    if (!sentences.sv.has(key) && !sentences.en.has(key))
      problems.push(blame('texts/sv.yaml', [], `the program says "${key}", which is not there`))
  }
  return problems
}

/** Sentences that nothing says any more. Of one word, such as `and`, they are said in too many ways to tell. */
export function findUnsaid(
  files: readonly SourceFile[],
  blame: Blame,
  used: UsedTexts,
): readonly Problem[] {
  const keys = new Set(used.keys)
  return [...readSentences(files, () => undefined).sv]
    .filter(([key]) => key.includes('.') && !keys.has(key))
    .filter(([key]) => !used.patterns.some((pattern) => pattern.test(key)))
    .map(([key, { file }]) => blame(file, [key], 'nothing says it any more'))
}

function readSentences(
  files: readonly SourceFile[],
  twice: (file: string, key: string) => void,
): Sentences {
  const sentences = { sv: new Map<string, Sentence>(), en: new Map<string, Sentence>() }
  for (const file of files) {
    const language = languages.find((one) =>
      new RegExp(`^texts/(.+\\.)?${one}\\.yaml$`).test(file.path),
    )
    if (language === undefined) continue
    for (const [key, words] of Object.entries(readYaml(file, messagesSchema).value ?? {})) {
      if (sentences[language].has(key)) twice(file.path, key)
      sentences[language].set(key, { file: file.path, words })
    }
  }
  return sentences
}

function compare(
  sentences: Sentences,
  { language, other, blame }: { language: Language; other: Language; blame: Blame },
): readonly Problem[] {
  return [...sentences[language]].flatMap(([key, { file, words }]) => {
    const counterpart = sentences[other].get(key)
    if (counterpart === undefined) return [blame(file, [key], `is missing in ${other}`)]
    const [own, theirs] = [listBlanks(words), listBlanks(counterpart.words)]
    return own === theirs || language !== 'sv'
      ? []
      : [
          blame(
            counterpart.file,
            [key],
            `has the blanks ${theirs || '(none)'}; in ${language} they are ${own || '(none)'}`,
          ),
        ]
  })
}

function listBlanks(sentence: string): string {
  return [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort().join(' ')
}
