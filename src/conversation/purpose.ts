import type { Reply } from '../chat.ts'
import { readWords, waysToHelp } from './needs.ts'
import { button } from './say.ts'
import type { Scene } from './step.ts'

/** Not a fact of the firm, but asked in the same place: what the money or the help is for. */
export const purpose = 'purpose'

/** "Söker pengar till företaget": whatever was said so far, it leads everywhere. */
export function isVague(scene: Scene): boolean {
  const { needs, facts, skipped } = scene.conversation
  if (needs.length === 0 || 'sector' in facts || facts.stage === 'idea') return false
  if (facts.hiring === true || skipped.includes(purpose)) return false
  return needs.every(({ words, language = scene.language }) =>
    readWords({ ...scene, language }, words).every(
      ({ term, weight }) => waysToHelp.has(term) || (weight < 1 && !term.startsWith('#')),
    ),
  )
}

/** "Frisör", "vi har ett bageri i Malå": who it is, and nothing of what for. */
export function tellsOnlyTrade(scene: Scene): boolean {
  const { needs, facts, skipped } = scene.conversation
  if (!('sector' in facts) || facts.stage === 'idea' || facts.hiring === true) return false
  if (skipped.includes(purpose)) return false
  return needs.every(({ words, language = scene.language }) =>
    readWords({ ...scene, language }, words).every(
      ({ term, weight }) => weight < 1 || waysToHelp.has(term),
    ),
  )
}

const examples = [1, 2, 3, 4, 5, 6]

export function askPurpose({ say }: Scene): Reply {
  return {
    kind: 'choices',
    text: say('purpose.ask'),
    because: say('purpose.because'),
    options: [
      ...examples.map((number) => {
        const text = say(`purpose.${number}`)
        return button(text, { kind: 'ask', text })
      }),
      button(say('ask.dont-know'), { kind: 'skip', fact: purpose }),
    ],
  }
}
