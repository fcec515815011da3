import { findFeatures } from '../knowledge/features.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { readTokens } from '../knowledge/words.ts'
import { readAspect } from './aspect.ts'
import type { Scene } from './step.ts'
import { surelyEnded, type Understood } from './understand.ts'

const definite = /\p{L}{2}(?:et|en|s)(?!\p{L})|(?<!\p{L})(?:the|that) /iu
/** "Till lager" goes on with a need and points at nothing. */
export const saysWhatFor = /^\W*(?:till|för|to|for) /iu
const mostSaid = 2
const mostWords = 6

/** "Lånet", "Almis", "the grant": those shown last of which what they are, or whose, is said. */
export function findPointedAt(scene: Scene, heard: Understood): readonly Offering[] {
  const { knowledge, language, conversation } = scene
  if (conversation.shown.length === 0 || saysWhatFor.test(heard.said)) return []
  if (heard.ended > surelyEnded) return []
  const tokens = readTokens(heard.text)
  if (tokens.length > mostWords && readAspect(heard) === undefined) return []
  const hits = heard.names.filter(({ named }) => named.some(({ kind }) => kind === 'provider'))
  const providers = hits.flatMap(({ named }) => named.map(({ id }) => id))
  const words = tokens
    .filter(({ start, end }) => !hits.some((hit) => start < hit.end && end > hit.start))
    .map((token) => token.word)
    .filter(
      (word) =>
        !knowledge.vocabulary.stop[language].has(word) && !knowledge.phrases.asks(word, language),
    )
  const said = words.length + hits.length
  if (said === 0 || said > mostSaid || !definite.test(heard.text)) return []
  return listShown(scene).filter((offering) => {
    const own = listTerms(
      scene,
      readTokens(describe(scene, offering)).map(({ word }) => word),
    )
    return (
      (hits.length === 0 || providers.includes(offering.provider)) &&
      words.every((word) => listTerms(scene, [word]).some((term) => own.includes(term)))
    )
  })
}

/** The offerings of the last list. */
export function listShown({ conversation, knowledge }: Scene): readonly Offering[] {
  return conversation.shown.flatMap(({ id }) => knowledge.offerings.get(id) ?? [])
}

function describe({ say, language }: Scene, { kind, name }: Offering): string {
  return `${name[language]} ${say(`kind.${kind}`)}`
}

function listTerms({ knowledge, language }: Scene, words: readonly string[]): readonly string[] {
  return findFeatures(knowledge.vocabulary, words, language).map(({ term }) => term)
}
