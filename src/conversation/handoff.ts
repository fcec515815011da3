import type { Field, Reply, Row } from '../chat.ts'
import { formatValue } from '../eligibility/explain.ts'
import { type ContactErrors, noContact, readContact } from './contact.ts'
import type { Conversation, Draft } from './conversation.ts'
import { askPlace, describePlace, isOfTheTen } from './place.ts'
import { button, text, warning } from './say.ts'
import { officeOf, type Scene, type Step, step } from './step.ts'

export const handoffForm = 'handoff'

/** Begins a hand-off: the municipality first, then the form. A case that is still going is pointed to. */
export function beginHandoff(scene: Scene): Step {
  const { conversation, say } = scene
  const place = conversation.place
  const trace = { intent: 'handoff' as const, question: null, because: ['asked for a person'] }
  const going = scene.cases.find(
    (one) => one.state !== 'closed' && one.need === needOf(conversation) && one.need !== '',
  )
  if (going !== undefined) {
    return step(scene, {
      replies: [
        text(say('handoff.already', { case: going.id, office: officeName(scene, going.office) })),
        caseActions(scene, going.id),
      ],
      trace: { ...trace, office: going.office },
    })
  }
  if (place === undefined) {
    return step(scene, {
      conversation: { ...conversation, stage: { kind: 'asked-place', purpose: 'handoff' } },
      replies: [askPlace(scene, 'handoff')],
      trace: { ...trace, office: 'ask', question: 'municipality' },
    })
  }
  if (place.startsWith('outside:')) {
    return step(scene, {
      replies: [text(say('handoff.outside', { municipality: describePlace(place) }))],
      trace: { ...trace, office: 'outside' },
    })
  }
  const draft: Draft = {
    office: officeFor(scene, place),
    need: needOf(conversation),
    contact: noContact,
    step: 'form',
  }
  return step(scene, {
    conversation: { ...conversation, stage: { kind: 'handoff', draft } },
    replies: [
      text(say('handoff.intro', { office: officeName(scene, draft.office) })),
      drawForm(scene, draft, { errors: {}, consent: '' }),
    ],
    trace: { ...trace, office: officeOf(isOfTheTen(place) ? place : undefined) },
  })
}

function officeFor({ knowledge }: Scene, place: string): string {
  return isOfTheTen(place) ? place : knowledge.offices.duty
}

export function officeName({ knowledge, language }: Scene, office: string): string {
  return isOfTheTen(office) ? knowledge.offices.offices[office].name[language] : office
}

function needOf(conversation: Conversation): string {
  return conversation.needs.map((need) => need.said).join('\n')
}

/** `consent` is the tick as the person left it: nobody else ticks it. */
function drawForm(
  { say }: Scene,
  draft: Draft,
  { errors, consent }: { readonly errors: ContactErrors; readonly consent: 'yes' | '' },
): Reply {
  const field = (
    name: keyof Draft['contact'] | 'need' | 'consent',
    shape: Partial<Field>,
  ): Field => ({
    name,
    label: say(`form.${name}`),
    hint: '',
    value: name === 'need' || name === 'consent' ? '' : draft.contact[name],
    required: 'no',
    type: 'text',
    options: [],
    error: errors[name] === undefined ? '' : say(errors[name] ?? ''),
    autocomplete: 'off',
    ...shape,
  })
  return {
    kind: 'form',
    form: handoffForm,
    title: say('form.title'),
    intro: say('form.intro'),
    fields: [
      field('need', {
        type: 'long-text',
        value: draft.need,
        required: 'yes',
        hint: say('form.need.hint'),
      }),
      field('name', { required: 'yes', autocomplete: 'name' }),
      field('company', { autocomplete: 'organization', hint: say('form.company.hint') }),
      field('organisation_number', { hint: say('form.organisation_number.hint') }),
      field('phone', {
        type: 'tel',
        required: 'either',
        autocomplete: 'tel',
        hint: say('form.phone.hint'),
      }),
      field('email', { type: 'email', required: 'either', autocomplete: 'email' }),
      field('best_time', { hint: say('form.best_time.hint') }),
      field('consent', {
        type: 'tick',
        value: consent,
        required: 'yes',
        hint: say('form.consent.hint'),
      }),
    ],
    submit: say('form.submit'),
    cancel: button(say('form.cancel'), { kind: 'handoff-cancel' }),
  }
}

/** A submitted form: shown back with what is wrong, or as exactly what will be sent. */
export function readForm(scene: Scene, values: Readonly<Record<string, string>>): Step {
  const { conversation } = scene
  const place = conversation.place
  const { contact, need, errors } = readContact(values)
  const office =
    conversation.stage.kind === 'handoff'
      ? conversation.stage.draft.office
      : officeFor(scene, place ?? '')
  const draft: Draft = {
    office,
    need,
    contact,
    step: Object.keys(errors).length > 0 ? 'form' : 'check',
  }
  const trace = {
    intent: 'handoff' as const,
    office: officeOf(isOfTheTen(office) ? office : undefined),
    question: null,
    because: ['form'],
  }
  const next: Conversation = { ...conversation, stage: { kind: 'handoff', draft } }
  if (draft.step === 'form') {
    return step(scene, {
      conversation: next,
      replies: [
        warning(scene.say('form.mend')),
        drawForm(scene, draft, { errors, consent: errors.consent === undefined ? 'yes' : '' }),
      ],
      trace,
    })
  }
  return step(scene, {
    conversation: next,
    replies: [drawDraft({ ...scene, conversation: next }, draft)],
    trace,
  })
}

/** Exactly what the office will see. */
function drawDraft(scene: Scene, draft: Draft): Reply {
  const { say } = scene
  const rows: Row[] = [
    { label: say('form.to'), value: officeName(scene, draft.office) },
    { label: say('form.need'), value: draft.need },
    ...listFacts(scene),
    ...listOfferings(scene),
    ...(['name', 'company', 'organisation_number', 'phone', 'email', 'best_time'] as const)
      .filter((name) => draft.contact[name] !== '')
      .map((name) => ({ label: say(`form.${name}`), value: draft.contact[name] })),
  ]
  return {
    kind: 'summary',
    title: say('handoff.check'),
    rows,
    text: say('handoff.consent'),
    actions: [
      button(say('handoff.send'), { kind: 'handoff-send' }, 'main'),
      button(say('handoff.edit'), { kind: 'handoff-edit' }),
      button(say('form.cancel'), { kind: 'handoff-cancel' }),
    ],
  }
}

/** The company's facts as rows, with the municipality first. */
export function listFacts({ knowledge, conversation, say, language }: Scene): readonly Row[] {
  const rows: Row[] = []
  if (conversation.place !== undefined)
    rows.push({ label: say('facts.municipality'), value: describePlace(conversation.place) })
  for (const [id, value] of Object.entries(conversation.facts)) {
    const fact = knowledge.facts.get(id)
    if (fact !== undefined)
      rows.push({
        label: capital(fact.name[language]),
        value: formatValue({ knowledge, say, language }, fact, value),
      })
  }
  return rows
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function listOfferings({ knowledge, conversation, say, language }: Scene): readonly Row[] {
  const names = conversation.shown.map(
    (one) => knowledge.offerings.get(one.id)?.name[language] ?? one.id,
  )
  return names.length === 0 ? [] : [{ label: say('handoff.offerings'), value: names.join('; ') }]
}

export function editHandoff(scene: Scene): Step {
  const { stage } = scene.conversation
  if (stage.kind !== 'handoff') return beginHandoff(scene)
  const draft: Draft = { ...stage.draft, step: 'form' }
  return step(scene, {
    conversation: { ...scene.conversation, stage: { kind: 'handoff', draft } },
    replies: [
      drawForm(scene, draft, { errors: {}, consent: stage.draft.step === 'check' ? 'yes' : '' }),
    ],
    trace: {
      intent: 'handoff',
      office: officeOf(draft.office),
      question: null,
      because: ['correcting'],
    },
  })
}

/** Sends what was shown. A second press finds no draft and is answered with the case that came of the first. */
export function sendHandoff(scene: Scene): Step {
  const { stage } = scene.conversation
  if (stage.kind !== 'handoff' || stage.draft.step !== 'check') {
    const last = scene.cases.at(-1)
    if (last === undefined) return beginHandoff(scene)
    return step(scene, {
      replies: [
        text(
          scene.say('handoff.already', { case: last.id, office: officeName(scene, last.office) }),
        ),
      ],
      trace: { intent: 'handoff', office: last.office, question: null, because: ['already sent'] },
    })
  }
  return step(scene, {
    conversation: { ...scene.conversation, stage: { kind: 'open' } },
    effects: [{ kind: 'open-case', draft: stage.draft, consent: scene.say('handoff.consent') }],
    trace: {
      intent: 'handoff',
      office: officeOf(stage.draft.office),
      question: null,
      because: ['sent'],
    },
  })
}

export function cancelHandoff(scene: Scene): Step {
  return step(scene, {
    conversation: { ...scene.conversation, stage: { kind: 'open' } },
    replies: [
      text(scene.say('handoff.cancelled')),
      {
        kind: 'choices',
        text: '',
        because: '',
        options: [button(scene.say('handoff.button'), { kind: 'handoff' })],
      },
    ],
    trace: { intent: 'handoff', office: null, question: null, because: ['cancelled'] },
  })
}

/** What a company can do about its case. */
function caseActions({ say }: Scene, id: string): Reply {
  return {
    kind: 'choices',
    text: '',
    because: '',
    options: [
      button(say('case.my-cases'), { kind: 'my-cases' }),
      button(say('case.withdraw'), { kind: 'case', case: id, action: 'withdraw', value: '' }),
    ],
  }
}
