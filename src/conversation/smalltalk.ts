import type { Case } from '../cases/case.ts'
import { hasBeenContacted } from '../cases/guard.ts'
import { promiseInWords } from '../cases/promise.ts'
import type { Action, Reply, Row } from '../chat.ts'
import { drawOffering } from './card.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { listContact, listFacts, officeName } from './draft.ts'
import { handoffLabel } from './find.ts'
import { listShown } from './pointed-at.ts'
import { button, text } from './say.ts'
import { type Intent, officeOf, type Scene, type Step, step } from './step.ts'

const suggestions = ['suggest.1', 'suggest.2', 'suggest.3', 'suggest.4'] as const

function suggest({ say }: Scene): Reply {
  const options = suggestions.map(
    (key): Action => button(say(key), { kind: 'ask', text: say(key) }),
  )
  return { kind: 'choices', text: say('suggest.title'), because: '', options }
}

function plainly(scene: Scene, intent: Intent, replies: readonly Reply[]): Step {
  return step(scene, {
    replies,
    trace: {
      intent,
      office: officeOf(scene.conversation.place),
      question: null,
      because: [intent],
    },
  })
}

export function welcome(scene: Scene): Step {
  return plainly(scene, 'smalltalk', [text(scene.say('welcome')), suggest(scene)])
}

export function greet(scene: Scene): Step {
  return plainly(scene, 'smalltalk', [text(scene.say('greeting')), suggest(scene)])
}

export function thank(scene: Scene): Step {
  return plainly(scene, 'smalltalk', [text(scene.say('thanks'))])
}

export function help(scene: Scene): Step {
  return plainly(scene, 'help', [
    text(scene.say('help')),
    suggest(scene),
    {
      kind: 'choices',
      text: '',
      because: '',
      options: [button(handoffLabel(scene), { kind: 'handoff' })],
    },
  ])
}

export function restart(scene: Scene): Step {
  return {
    ...plainly(scene, 'smalltalk', [text(scene.say('restarted')), suggest(scene)]),
    conversation: blank(scene.conversation),
  }
}

/** As before the first word, but for the language and the cases. */
function blank(conversation: Conversation): Conversation {
  const { id, address, language, cases, turns, last } = conversation
  return { ...createConversation({ id, address, language, now: last }), cases, turns }
}

/** What has been shown is shown again, now that it can be read. */
export function switchLanguage(scene: Scene): Step {
  const { offset } = scene.conversation
  const cards = listShown(scene).map((offering, at): Reply => {
    const card = drawOffering({ scene, offering, number: offset + at + 1, matched: [] })
    return { kind: 'offering', card }
  })
  return plainly(
    scene,
    'smalltalk',
    cards.length === 0
      ? [text(scene.say('language')), suggest(scene)]
      : [text(scene.say('language.again')), ...cards, wayOut(scene)],
  )
}

/** Asked for something that is not the navigator's: no offering, but the office as the way out. */
export function turnDown(
  scene: Scene,
  why: 'outside-scope' | 'not-understood' | 'danger' = 'outside-scope',
): Step {
  return plainly(scene, 'outside-scope', [text(scene.say(why)), wayOut(scene)])
}

/** Who has lost the thread, or asks what this is, is told plainly. */
export function reassure(scene: Scene, why: 'robot' | 'lost'): Step {
  return plainly(scene, 'help', [text(scene.say(why)), wayOut(scene)])
}

function wayOut(scene: Scene): Reply {
  const options = [
    button(handoffLabel(scene), { kind: 'handoff' }),
    button(scene.say('help.button'), { kind: 'help' }),
  ]
  return { kind: 'choices', text: '', because: '', options }
}

export function showMyData(scene: Scene): Step {
  const { say, conversation } = scene
  const { draft } = conversation
  const rows = [
    ...listFacts(scene, conversation),
    ...conversation.needs.map((need) => ({ label: say('my-data.need'), value: need.said })),
    ...(draft === undefined ? [] : listContact(scene, draft.contact)),
    ...scene.cases.flatMap((one) => [
      { label: say('my-data.case'), value: `${one.id} – ${officeName(scene, one.office)}` },
      ...listContact(scene, one.contact),
    ]),
  ]
  return plainly(scene, 'smalltalk', [
    {
      kind: 'summary',
      title: say('my-data.title'),
      rows,
      text: rows.length === 0 ? say('my-data.nothing') : say('my-data.text'),
      actions: [button(say('forget.button'), { kind: 'forget' })],
    },
  ])
}

export function askForget(scene: Scene): Step {
  return {
    ...plainly(scene, 'smalltalk', [
      {
        kind: 'choices',
        text: scene.say('forget.sure'),
        because: '',
        options: [
          button(scene.say('forget.yes'), { kind: 'forget-sure' }, 'main'),
          button(scene.say('forget.no'), { kind: 'forget-not' }),
        ],
      },
    ]),
    conversation: { ...scene.conversation, stage: { kind: 'forget' } },
  }
}

export function forget(scene: Scene): Step {
  return {
    ...plainly(scene, 'smalltalk', [text(scene.say('forgotten'))]),
    conversation: { ...blank(scene.conversation), cases: [] },
    effects: [{ kind: 'forget' }],
  }
}

/** Thought better of forgetting. */
export function keepAll(scene: Scene): Step {
  return {
    ...plainly(scene, 'smalltalk', [text(scene.say('forget.kept'))]),
    conversation: { ...scene.conversation, stage: { kind: 'open' } },
  }
}

export function showMyCases(scene: Scene): Step {
  const { say, cases } = scene
  if (cases.length === 0) return plainly(scene, 'smalltalk', [text(say('my-cases.none'))])
  return plainly(
    scene,
    'handoff',
    cases.map(
      (one): Reply => ({
        kind: 'summary',
        title: one.id,
        rows: [
          { label: say('my-cases.state'), value: say(`case.state.${one.state}`) },
          { label: say('my-cases.office'), value: officeName(scene, one.office) },
          ...listPromise(scene, one),
          { label: say('form.need'), value: one.need },
        ],
        text: one.state === 'closed' ? '' : say('my-cases.write', { case: one.id }),
        actions:
          one.state === 'closed'
            ? []
            : [
                button(say('case.withdraw'), {
                  kind: 'case',
                  case: one.id,
                  action: 'withdraw',
                  value: '',
                }),
              ],
      }),
    ),
  )
}

/** By when the office is in touch, while that is still to come. */
function listPromise({ say, now, language }: Scene, one: Case): readonly Row[] {
  if (one.state === 'closed' || hasBeenContacted(one)) return []
  return [{ label: say('my-cases.promise'), value: promiseInWords(one.promised, now, language) }]
}
