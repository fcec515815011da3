import { formatFactValue } from '../knowledge/fact-value.ts'
import { readNumeral } from '../knowledge/numbers.ts'
import { pressed } from './pressed.ts'
import type { Scene, Step } from './step.ts'
import type { Understood } from './understand.ts'

const fewWords = 5

/** The answer to the question last asked, when the message is one. */
export function answerQuestion(scene: Scene, heard: Understood): Step | undefined {
  const { stage } = scene.conversation
  if (stage.kind === 'asked-place') {
    if (
      heard.place !== undefined &&
      heard.place.kind !== 'ask' &&
      scene.conversation.place !== undefined
    ) {
      return pressed(scene, {
        kind: 'place',
        municipality: scene.conversation.place,
        purpose: stage.purpose,
      })
    }
    if (heard.intents.includes('dont-know'))
      return pressed(scene, { kind: 'place', municipality: 'unknown', purpose: stage.purpose })
    return undefined
  }
  if (stage.kind !== 'asked') return undefined
  if (heard.intents.includes('dont-know')) return pressed(scene, { kind: 'skip', fact: stage.fact })
  const value = readAnswer(scene, heard, stage.fact)
  return value === undefined
    ? undefined
    : pressed(scene, { kind: 'answer', fact: stage.fact, value })
}

function readAnswer({ knowledge }: Scene, heard: Understood, fact: string): string | undefined {
  const asked = knowledge.facts.get(fact)
  if (asked === undefined || heard.content.words > fewWords) return undefined
  if (asked.kind === 'yes-no') {
    if (heard.intents.includes('yes')) return 'true'
    return heard.intents.includes('no') ? 'false' : undefined
  }
  const plain = (words: string) => words.trim().toLowerCase().replaceAll('–', '-')
  const answer = asked.answers?.find(({ value, label }) =>
    [formatFactValue(value), label.sv, label.en].some((one) => plain(one) === plain(heard.text)),
  )
  if (answer !== undefined) return formatFactValue(answer.value)
  if (asked.kind === 'number' || asked.kind === 'money') {
    const byNumber = /(?:nr|nummer|no|number|alternativ|option|#)\.? ?\d/i.test(heard.text)
    const bare = /^(?!.*-\d)\D{0,12}(\d{1,9})\D{0,12}$/.exec(heard.text.trim())?.[1]
    if (byNumber || Object.keys(heard.facts).length > 0) return undefined
    const inWords = readNumeral(heard.text.toLowerCase().replace(/\P{L}+/gu, ''))
    return bare ?? (inWords === undefined ? undefined : String(inWords))
  }
  return undefined
}
