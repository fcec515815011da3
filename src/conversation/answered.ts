import { readBareNumber } from '../knowledge/bare-number.ts'
import { type FactValue, formatFactValue } from '../knowledge/fact-value.ts'
import { find } from './find.ts'
import { tellsNeed } from './needs.ts'
import { pressed, withConversation } from './pressed.ts'
import { text } from './say.ts'
import type { Scene, Step } from './step.ts'
import type { Understood } from './understand.ts'

const fewWords = 5
/** "Det är i Malå kommun"; who says more, and it is like a need, tells something else as well. */
const besidePlace = 1
const likelyNeed = 0.5

/** The answer to the question last asked, when the message is one. */
export function answerQuestion(scene: Scene, heard: Understood): Step | undefined {
  const { stage } = scene.conversation
  if (stage.kind === 'asked-place') {
    if (
      heard.place !== undefined &&
      heard.place.kind !== 'ask' &&
      (heard.content.besideFacts <= besidePlace || heard.kinds.need < likelyNeed) &&
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
  if (heard.intents.includes('why-asked')) return tellWhy(scene)
  if (heard.intents.includes('dont-know') && !tellsNeed(scene, heard.need))
    return pressed(scene, { kind: 'skip', fact: stage.fact })
  const value = readAnswer(scene, heard, stage.fact)
  return value === undefined
    ? undefined
    : pressed(scene, { kind: 'answer', fact: stage.fact, value })
}

/** The question once more, as the last in a row. */
function tellWhy(scene: Scene): Step {
  const again = find(withConversation(scene, { asked: 1 }))
  const asking = again.replies.filter(({ kind }) => kind === 'choices')
  return { ...again, replies: [text(scene.say('ask.why')), ...asking] }
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
  return answer === undefined ? undefined : formatFactValue(answer.value)
}

/**
 * A number and no more is the answer to the question asked, or takes the place of the number told last ("nej tre
 * förresten"); of what nobody asked it is how many work there ("typ 4"). A sum is of what was asked for.
 */
export function takeAsAnswer({ conversation, knowledge }: Scene, heard: Understood): Understood {
  const asked = conversation.stage.kind === 'asked' ? conversation.stage.fact : undefined
  const kind = knowledge.facts.get(asked ?? '')?.kind
  const sum = heard.facts.project_cost
  if (
    asked !== undefined &&
    kind === 'money' &&
    sum !== undefined &&
    !('turnover' in heard.facts)
  ) {
    const { project_cost: _sum, ...others } = heard.facts
    return withFacts(heard, { ...others, [asked]: sum }, heard.content)
  }
  const before = Object.keys(conversation.facts).findLast(
    (id) => knowledge.facts.get(id)?.kind === 'number',
  )
  const awaited = asked !== undefined || before !== undefined || conversation.needs.length > 0
  const bare = awaited && heard.place === undefined ? readBareNumber(heard.text) : undefined
  if (bare === undefined) return heard
  const corrected = bare.corrects === 'yes' && heard.intents.length === 0 ? before : undefined
  const isSum = kind === 'money' && typeof bare.value === 'number' && corrected === undefined
  const isAsked = kind === 'number' || isSum
  const counted =
    bare.counts === 'yes' && conversation.needs.length > 0 && !('employees' in conversation.facts)
      ? 'employees'
      : undefined
  const fact = isAsked ? asked : (corrected ?? counted)
  return fact === undefined ? heard : withFacts(heard, { [fact]: bare.value }, nothingElse)
}

const nothingElse = { words: 0, known: 0, rest: 0, besideFacts: 0 }

function withFacts(
  heard: Understood,
  facts: Readonly<Record<string, FactValue>>,
  content: Understood['content'],
): Understood {
  return { ...heard, facts, factsBesideNames: facts, content, ordinals: [] }
}
