import type { Reply } from '../chat.ts'
import { aboutShown } from './about.ts'
import { findAgain, handoffLabel } from './find.ts'
import { pressed, withConversation } from './pressed.ts'
import { button, text } from './say.ts'
import { officeOf, type Scene, type Step, step } from './step.ts'
import type { Understood } from './understand.ts'

const fewWords = 3
/** From here on something is told beside what is refused. */
const muchBeside = 2

/** Goes on from what was shown last: more or other of it, without someone, one by its number, "den", or just "ja". */
export function goOn(scene: Scene, heard: Understood): Step | undefined {
  return (
    without(scene, heard) ??
    more(scene, heard) ??
    aboutShown(scene, heard) ??
    aboutNoNumber(scene, heard) ??
    justYes(scene, heard)
  )
}

/** "Inte Almi", "något annat än Almi?": the same need without what is refused. */
function without(scene: Scene, heard: Understood): Step | undefined {
  if (heard.refused.length === 0 || scene.conversation.needs.length === 0) return undefined
  const beside = heard.content.rest - heard.refused.reduce((words, hit) => words + hit.words, 0)
  return beside >= muchBeside
    ? undefined
    : findAgain(withConversation(scene, { offset: 0, stage: { kind: 'open' } }))
}

function more(scene: Scene, heard: Understood): Step | undefined {
  if (scene.conversation.needs.length === 0) return undefined
  if (heard.intents.includes('better') && heard.content.words <= fewWords) {
    const shown = pressed(scene, { kind: 'more' })
    return shown.trace.lists === 'yes'
      ? { ...shown, replies: [text(scene.say('find.other')), ...shown.replies] }
      : shown
  }
  return heard.intents.includes('more') && heard.content.words <= fewWords
    ? pressed(scene, { kind: 'more' })
    : undefined
}

/** A number that stands for nothing shown. */
function aboutNoNumber(scene: Scene, heard: Understood): Step | undefined {
  if (heard.ordinals.length === 0 || heard.content.rest > 1 || heard.names.length > 0)
    return undefined
  if (Object.keys(heard.facts).length > 0 || heard.kinds.need > needed) return undefined
  return asIs(scene, scene.conversation.shown.length > 0 ? 'number.no-such' : 'number.no-list')
}

const needed = 0.8

/** "Ja" to nothing that was asked. */
function justYes(scene: Scene, heard: Understood): Step | undefined {
  if (!heard.intents.includes('yes') || scene.conversation.shown.length === 0) return undefined
  return asIs(scene, 'yes.what')
}

function asIs(scene: Scene, key: string): Step {
  const options = [
    ...(scene.conversation.needs.length > 0
      ? [button(scene.say('find.more'), { kind: 'more' })]
      : []),
    button(handoffLabel(scene), { kind: 'handoff' }),
  ]
  const choices: Reply = { kind: 'choices', text: '', because: '', options }
  return step(scene, {
    replies: [text(scene.say(key)), choices],
    trace: {
      intent: 'help',
      office: officeOf(scene.conversation.place),
      question: null,
      because: [key],
    },
  })
}
