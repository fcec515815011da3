import type { Action, Reply } from '../chat.ts'
import { municipalityIds } from '../knowledge/places.ts'
import { noContact, readContact } from './contact.ts'
import type { Conversation, Draft } from './conversation.ts'
import { drawDraft, officeName } from './draft.ts'
import { drawForm } from './handoff-form.ts'
import { askPlace, describePlace, isOfTheTen, listPlaces, phoneOf } from './place.ts'
import { button, text, warning } from './say.ts'
import { officeOf, type Scene, type Step, step, type Trace } from './step.ts'
import { findSubject } from './subject.ts'
import type { Understood } from './understand.ts'

/** Begins a hand-off or goes on with it: the municipality first, then the form. A case that is going is pointed to. */
export function beginHandoff(scene: Scene): Step {
  const { conversation } = scene
  const told = findSubject(scene)
    .map(({ said }) => said)
    .join('\n')
  const going = findGoing(scene, told)
  if (going !== undefined) return pointTo(scene, going)
  const { place } = conversation
  if (place === undefined) {
    return step(scene, {
      conversation: { ...conversation, stage: { kind: 'asked-place', purpose: 'handoff' } },
      replies: [askPlace(scene, 'handoff')],
      trace: { ...traceOf('ask', 'asked for a person'), question: 'municipality' },
    })
  }
  if (place.startsWith('outside:')) return tellOutside(scene, place)
  const begun = conversation.draft
  const same = begun?.told === told ? begun : undefined
  const draft: Draft = {
    office: officeFor(scene, place),
    need: same?.need ?? told,
    told,
    firm: firmOf(conversation),
    contact: begun?.contact ?? noContact,
    step: same?.step ?? 'form',
  }
  if (draft.step === 'check') return show(scene, draft, [drawDraft(scene, draft)])
  return show(scene, draft, [
    text(introduce(scene, draft.office)),
    drawForm(scene, draft, { errors: {}, consent: '' }),
  ])
}

/** Which office it is, and its number where the sources have one: some would rather call. */
function introduce(scene: Scene, office: string): string {
  const intro = scene.say('handoff.intro', { office: officeName(scene, office) })
  const phone = phoneOf(scene, office)
  return phone === '' ? intro : `${intro} ${scene.say('handoff.call', { phone })}`
}

/** The open case that came of what the person wants now. */
function findGoing({ cases, conversation }: Scene, told: string) {
  const last = conversation.handed === told ? conversation.cases.at(-1) : undefined
  return cases.find(
    ({ id, state, need }) => state !== 'closed' && (id === last || (need === told && told !== '')),
  )
}

function pointTo(scene: Scene, { id, office }: Scene['cases'][number]): Step {
  return step(scene, {
    replies: [
      text(scene.say('handoff.already', { case: id, office: officeName(scene, office) })),
      caseActions(scene, id),
    ],
    trace: traceOf(office, 'already sent'),
  })
}

/** Lotsen has no office there; a firm that is also in one of the ten can be helped by that one. */
function tellOutside(scene: Scene, place: string): Step {
  return step(scene, {
    replies: [
      text(scene.say('handoff.outside', { municipality: describePlace(place) })),
      {
        kind: 'choices',
        text: scene.say('handoff.inside-too'),
        because: '',
        options: listPlaces(municipalityIds, 'handoff'),
      },
    ],
    trace: traceOf('outside', 'asked for a person'),
  })
}

function officeFor({ knowledge }: Scene, place: string): string {
  return isOfTheTen(place) ? place : knowledge.offices.duty
}

function firmOf({ place, facts, shown }: Conversation): Draft['firm'] {
  return { facts, shown, ...(place === undefined ? {} : { place }) }
}

function show(scene: Scene, draft: Draft, replies: readonly Reply[]): Step {
  return step(scene, {
    conversation: {
      ...scene.conversation,
      stage: { kind: 'draft', at: scene.conversation.turns },
      draft,
    },
    replies,
    trace: traceOf(officeOf(draft.office), draft.step),
  })
}

function traceOf(office: Trace['office'], because: string): Trace {
  return { intent: 'handoff', office, question: null, because: [because] }
}

/** A submitted form: shown back with what is wrong, or as exactly what will be sent. */
export function readForm(scene: Scene, values: Readonly<Record<string, string>>): Step {
  const { conversation } = scene
  const { contact, need, errors } = readContact(values)
  const wrong = Object.keys(errors).length > 0
  const draft: Draft = {
    office: conversation.draft?.office ?? officeFor(scene, conversation.place ?? ''),
    need,
    told: conversation.draft?.told ?? need,
    firm: firmOf(conversation),
    contact,
    step: wrong ? 'form' : 'check',
  }
  if (!wrong) return show(scene, draft, [drawDraft(scene, draft)])
  return show(scene, draft, [
    warning(scene.say('form.mend')),
    drawForm(scene, draft, { errors, consent: errors.consent === undefined ? 'yes' : '' }),
  ])
}

/** Goes on with the draft as it was left. */
export function resumeHandoff(scene: Scene): Step {
  const { draft } = scene.conversation
  if (draft === undefined) return beginHandoff(scene)
  return draft.step === 'check' ? show(scene, draft, [drawDraft(scene, draft)]) : editHandoff(scene)
}

export function editHandoff(scene: Scene): Step {
  const { draft } = scene.conversation
  if (draft === undefined) return beginHandoff(scene)
  const consent = draft.step === 'check' ? 'yes' : ''
  return show(scene, { ...draft, step: 'form' }, [drawForm(scene, draft, { errors: {}, consent })])
}

/** Sends what was shown. A second press finds no draft and is answered with the case that came of the first. */
export function sendHandoff(scene: Scene): Step {
  const { draft } = scene.conversation
  if (draft?.step !== 'check') {
    const last = scene.cases.at(-1)
    return last === undefined || draft !== undefined ? beginHandoff(scene) : pointTo(scene, last)
  }
  return step(scene, {
    conversation: { ...dropDraft(scene.conversation), handed: draft.told },
    effects: [{ kind: 'open-case', draft, consent: scene.say('handoff.consent') }],
    trace: traceOf(officeOf(draft.office), 'sent'),
  })
}

export function cancelHandoff(scene: Scene): Step {
  return step(scene, {
    conversation: dropDraft(scene.conversation),
    replies: [
      text(scene.say('handoff.cancelled')),
      choices([button(scene.say('handoff.button'), { kind: 'handoff' })]),
    ],
    trace: traceOf(null, 'cancelled'),
  })
}

function dropDraft({ draft: _draft, ...rest }: Conversation): Conversation {
  return { ...rest, stage: { kind: 'open' } }
}

/** What is said right after the draft was shown: send it, mend it, let it be, or a fact that changes it. */
export function aboutDraft(scene: Scene, heard: Understood): Step | undefined {
  const { draft } = scene.conversation
  if (draft === undefined || !isFresh(scene)) return undefined
  const says = (...intents: readonly string[]) => intents.some((one) => heard.intents.includes(one))
  if (says('cancel', 'no')) return cancelHandoff(scene)
  if (draft.step === 'form') return undefined
  if (says('send', 'yes')) return sendHandoff(scene)
  if (says('correct')) return editHandoff(scene)
  const tells = Object.keys(heard.facts).length > 0 || heard.place !== undefined
  return tells && heard.content.rest <= mostBesideFacts ? beginHandoff(scene) : undefined
}

/** More words than these beside a fact are about something else. */
const mostBesideFacts = 2

/** Whether the draft was shown in the turn before this one. */
function isFresh({ conversation: { stage, turns } }: Scene): boolean {
  return stage.kind === 'draft' && stage.at === turns - 1
}

/** Who speaks of something else while the draft is shown is told that it is there still, and not sent. */
export function keepDraft(scene: Scene, after: Step): Step {
  if (!isFresh(scene) || after.conversation.draft === undefined) return after
  if (after.trace.intent === 'handoff') return after
  const options = [
    button(scene.say('handoff.go-on'), { kind: 'handoff-resume' }),
    button(scene.say('form.cancel'), { kind: 'handoff-cancel' }),
  ]
  const asked: Reply = { kind: 'choices', text: scene.say('handoff.unsent'), because: '', options }
  return { ...after, replies: [...after.replies, asked] }
}

function choices(options: readonly Action[]): Reply {
  return { kind: 'choices', text: '', because: '', options }
}

/** What a company can do about its case. */
function caseActions({ say }: Scene, id: string): Reply {
  return choices([
    button(say('case.my-cases'), { kind: 'my-cases' }),
    button(say('case.withdraw'), { kind: 'case', case: id, action: 'withdraw', value: '' }),
  ])
}
