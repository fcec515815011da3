import { isCompound } from '../knowledge/compounds.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { readLine, readTokens, type Token } from '../knowledge/words.ts'
import type { Aspect } from './aspect.ts'
import type { Scene, Step } from './step.ts'
import { tellUnknown } from './tell.ts'
import type { Understood } from './understand.ts'

/** A question about something that nobody here knows: said so, rather than answered with something else. */
export function aboutUnknown(
  scene: Scene,
  heard: Understood,
  aspect: Aspect | undefined,
): Step | undefined {
  const asks =
    aspect === 'what' &&
    heard.content.rest > 0 &&
    heard.content.rest <= 3 &&
    heard.content.known < heard.content.words &&
    /^\W*(?:vad|what|berätta|tell|förklara|explain)/iu.test(heard.said)
  return asks ? tellUnknown(scene) : undefined
}

/** A support asked about by a proper name that nobody here knows. */
export function aboutInvented(scene: Scene, heard: Understood): Step | undefined {
  const asks = heard.content.rest <= 3 || heard.intents.some((one) => one.startsWith('aspect-'))
  return asks && namesUnknown(scene.knowledge, heard) ? tellUnknown(scene) : undefined
}

/** An ending alone names nothing: "klimat klivet" is a name torn apart. */
const definite =
  /(?<=\p{L}{3})(?:bidraget|stödet|lånet|checken|programmet|fonden|premien|garantin|klivet|lyftet|satsningen)s?$/u
const support = /^(?:grant|loan|fund|programme|program|scheme|voucher|cheque|subsidy)$/

/** "Glimmerbidraget", "the Glimmer grant": a support's proper name of which the telling part is no word we know. */
function namesUnknown(
  { vocabulary, names }: Knowledge,
  { said, text }: Pick<Understood, 'said' | 'text'>,
): boolean {
  const tokens = readTokens(said)
  const spelt = readTokens(text)
  const unheard = ({ word }: Token) => !vocabulary.surface.has(word)
  return tokens.some((token, at) => {
    const { word } = token
    const before = tokens[at - 1]
    const invented =
      definite.test(word) && unheard(token)
        ? !isCompound(vocabulary, word)
        : support.test(word) &&
          before !== undefined &&
          /^\p{Lu}/u.test(said.slice(before.start)) &&
          unheard(before)
    return invented && names.find(readLine(spelt[at]?.word ?? word), 'sv').length === 0
  })
}
