import type { Answer } from '../../src/index.ts'
import { type AboutForm, type Forms, formIn, formView, readAboutForm } from './forms.ts'
import { fieldErrors, type Values, withValues } from './modal.ts'
import type { Person } from './parse.ts'
import type { Place } from './places.ts'
import type { Clock } from './settings.ts'
import { type Scene, type Turns, triggerLife } from './turns.ts'

/** What a modal's ack may say: nothing closes it. */
export type ModalAck = (response?: Record<string, unknown>) => Promise<void>

export interface Submitted {
  readonly person: Person
  readonly metadata: string
  readonly values: Values
  readonly ack: ModalAck
}

/** A hand-off form sent or closed. */
export interface Submissions {
  readonly sent: (scene: Scene, submitted: Submitted) => Promise<void>
  readonly closed: (scene: Scene, submitted: Omit<Submitted, 'ack'>) => Promise<void>
}

interface SubmitParts {
  readonly turns: Turns
  readonly forms: Forms
  readonly clock: Clock
}

export function createSubmissions(parts: SubmitParts): Submissions {
  return {
    sent: (scene, submitted) => send(parts, scene, submitted),
    closed: async (scene, { metadata, person, values }) => {
      const about = readAboutForm(metadata)
      if (about === undefined) return
      const place = placeOf(about, person)
      const form = await parts.forms.find(place, about.form)
      if (form === undefined) return
      const kept = withValues(form, values)
      await parts.turns.say(scene, place, {
        language: about.language,
        replies: [kept],
        receipt: '',
      })
    },
  }
}

async function send(parts: SubmitParts, scene: Scene, submitted: Submitted): Promise<void> {
  const about = readAboutForm(submitted.metadata)
  if (about === undefined) return submitted.ack()
  const place = placeOf(about, submitted.person)
  const deed = { kind: 'form', form: about.form, values: submitted.values } as const
  const asked = parts.turns.ask(scene, place, deed)
  const left = scene.arrived + triggerLife - parts.clock.now()
  const inTime = scene.attempt === 'first' && (await within(asked, left)) === 'in-time'
  // Too late to keep the modal open: it closes, and whatever the answer is comes as a message.
  if (!inTime) await submitted.ack()
  const answer = await asked
  const form = formIn(answer)
  if (form === undefined) await parts.forms.drop(place, about.form)
  else await parts.forms.keep(place, form)
  const response = inTime ? responseTo(answer, about, place) : undefined
  if (inTime) await submitted.ack(response)
  if (response === undefined) await parts.turns.say(scene, place, answer)
}

/** Wrong fields keep the modal with what was typed; another form replaces it; anything else closes it. */
function responseTo(
  answer: Answer,
  about: AboutForm,
  place: Place,
): Record<string, unknown> | undefined {
  const form = formIn(answer)
  if (form === undefined) return undefined
  const errors = fieldErrors(form.fields)
  if (form.form === about.form && Object.keys(errors).length > 0)
    return { response_action: 'errors', errors }
  const view = formView({ place, form, opened: about.opened, language: answer.language })
  return { response_action: 'update', view }
}

function placeOf(about: AboutForm, person: Person): Place {
  const { workspace, scope, channel, thread, respond } = about
  const base = { workspace, person, scope, channel }
  const at = thread === undefined ? {} : { thread }
  switch (about.kind) {
    case 'direct':
      return { ...base, ...at, kind: 'direct' }
    case 'thread':
      return { ...base, kind: 'thread', thread: thread ?? '' }
    case 'ephemeral':
      return { ...base, ...at, ...(respond === undefined ? {} : { respond }), kind: 'ephemeral' }
  }
}

/** A rejection counts as in time: the caller awaits the same promise and meets it there. */
async function within(work: Promise<unknown>, ms: number): Promise<'in-time' | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, Math.max(ms, 0), 'late')
  })
  const done = work.then(
    () => 'in-time' as const,
    () => 'in-time' as const,
  )
  try {
    return await Promise.race([done, late])
  } finally {
    clearTimeout(timer)
  }
}
