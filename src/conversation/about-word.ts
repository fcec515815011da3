import type { GlossaryWord } from '../knowledge/knowledge.ts'
import type { Aspect } from './aspect.ts'
import { readWords } from './needs.ts'
import { saysWhatFor } from './pointed-at.ts'
import { likenessOf } from './scope.ts'
import type { Scene, Step } from './step.ts'
import { tellWords } from './tell.ts'
import type { Understood } from './understand.ts'

/** "Vad är de minimis?": a question about a word of the trade, or two. */
export function aboutWord(
  scene: Scene,
  heard: Understood,
  aspect: Aspect | undefined,
): Step | undefined {
  const words = heard.names.flatMap((hit) =>
    hit.named.flatMap((one) =>
      one.kind === 'glossary' ? (scene.knowledge.glossary.get(one.id) ?? []) : [],
    ),
  )
  if (aspect === 'compare' && words.length > 1) return tellWords(scene, words)
  const word = findWord(scene, heard, aspect)
  return word === undefined ? undefined : tellWords(scene, [word])
}

/** How like a need the words must be not to be taken for a question about a word. */
const likelyNeed = 0.5
/** The share from which on a message is a need though it has a word of the trade in it. */
const surelyNeed = 0.7

const asksDirectly =
  /[?]|^\W*(?:vad|what|förklara|explain|måste|behöver (?:jag|man|vi|ni)|behövs|do i|does|must|is|are|är|har)(?!\p{L})/iu

const aspectsOfSupport: readonly Aspect[] = ['amount', 'apply', 'deadline', 'status', 'link']

/** "Hur söker jag riskkapital?": only a support has an amount, a way to apply, a last day or a link; what the word means is no answer. */
function asksByAspect({ intents }: Understood): boolean {
  return aspectsOfSupport.some((aspect) => intents.includes(`aspect-${aspect}`))
}

/** "Vilka bidrag kan jag söka?" asks for those, and not what a grant is. */
const asksWhichThereAre = /^\W*(?:vilka|which|what) /iu

/** "Is there any venture capital?" asks for it. */
const asksWhetherThereIs = /^\W*(?:finns det|(?:is|are) there) /iu

/** "What is a machine grant?", "a trademark voucher?": more than a grant is asked about. */
function saysWhich(scene: Scene, { text, names }: Understood): boolean {
  if (names.some(({ end }, at) => names[at + 1]?.start === end + 1)) return true
  const rest = names.reduceRight(
    (left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`,
    text,
  )
  return readWords(scene, rest).some(({ term }) => term.startsWith('#'))
}

/** A word of the trade that is asked about, or stands alone and is no need. */
export function findWord(
  scene: Scene,
  heard: Understood,
  aspect: Aspect | undefined,
): GlossaryWord | undefined {
  for (const hit of heard.names) {
    const one = hit.named.find((named) => named.kind === 'glossary')
    const word = one === undefined ? undefined : scene.knowledge.glossary.get(one.id)
    if (word === undefined) continue
    if (heard.kinds.need > surelyNeed || asksWhetherThereIs.test(heard.said)) continue
    if (aspect === 'what' && saysWhich(scene, heard)) continue
    if (aspect === 'what' && heard.content.rest <= 2) return word
    const asks =
      asksDirectly.test(heard.said) &&
      (hit.distinctive === 'yes' || (aspect !== undefined && aspect !== 'who'))
    const beside = aspect === undefined ? 1 : 0
    if (asks && heard.content.rest <= beside && !asksByAspect(heard)) return word
    if (
      heard.content.words <= hit.words &&
      heard.names.length === 1 &&
      heard.place === undefined &&
      !saysWhatFor.test(heard.said) &&
      !asksWhichThereAre.test(heard.said) &&
      likenessOf(scene, heard) < likelyNeed
    )
      return word
  }
  return undefined
}
