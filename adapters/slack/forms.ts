import { z } from 'zod'
import type { Answer, Reply } from '../../src/index.ts'
import type { ChannelMemory } from '../channel.ts'
import { drawModal, type FormReply } from './modal.ts'
import type { Client } from './outbox.ts'
import { addressOf, type Place, readJson } from './places.ts'
import type { Seal } from './seal.ts'
import type { Clock } from './settings.ts'

/** A form waits here between the button that opens it and the answer; it may hold a name and a phone number. */
export interface Forms {
  readonly keep: (place: Place, form: FormReply) => Promise<void>
  readonly find: (place: Place, form: string) => Promise<FormReply | undefined>
  readonly drop: (place: Place, form: string) => Promise<void>
  /** Drops every form of a talk. */
  readonly forget: (talk: string) => Promise<void>
  /** Drops what nobody opened for two days. */
  readonly sweep: () => Promise<void>
}

const channel = 'slack'
const twoDays = 2 * 24 * 60 * 60 * 1000

export function createForms(memory: ChannelMemory, seal: Seal, clock: Clock): Forms {
  const idOf = (place: Place, form: string): string => `form:${addressOf(place).id}/${form}`
  return {
    keep: (place, form) => {
      const id = idOf(place, form.form)
      return memory.save(channel, id, { at: clock.now(), form: seal.close(id, form) })
    },
    find: async (place, form) => {
      const id = idOf(place, form)
      const kept = keptShape.safeParse(await memory.find(channel, id))
      const opened = kept.success ? seal.open(id, kept.data.form) : undefined
      return isForm(opened) ? opened : undefined
    },
    drop: (place, form) => memory.drop(channel, idOf(place, form)),
    forget: async (talk) => {
      const prefix = `form:${talk.slice(`${channel}:`.length)}/`
      for (const { id } of await memory.list(channel, prefix)) await memory.drop(channel, id)
    },
    sweep: async () => {
      for (const { id, value } of await memory.list(channel, 'form:')) {
        const kept = keptShape.safeParse(value)
        const old = !kept.success || clock.now() - kept.data.at > twoDays
        if (old) await memory.drop(channel, id)
      }
    },
  }
}

const keptShape = z.object({ at: z.number(), form: z.string() })

const isForm = (value: unknown): value is FormReply =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'form'

export const formIn = (answer: Answer): FormReply | undefined => answer.replies.find(isFormReply)
const isFormReply = (reply: Reply): reply is FormReply => reply.kind === 'form'

export const withoutForm = (answer: Answer): Answer => ({
  ...answer,
  replies: answer.replies.filter((reply) => reply.kind !== 'form'),
})

/** What a form's modal remembers of where it was opened. */
const aboutShape = z.object({
  form: z.string(),
  opened: z.enum(['press', 'button']),
  language: z.enum(['sv', 'en']),
  workspace: z.string(),
  scope: z.string(),
  kind: z.enum(['direct', 'thread', 'ephemeral']),
  channel: z.string(),
  thread: z.string().optional(),
  respond: z.string().optional(),
})
export type AboutForm = z.infer<typeof aboutShape>
export const readAboutForm = (metadata: string): AboutForm | undefined =>
  readJson(aboutShape, metadata)

interface Opening {
  readonly place: Place
  readonly form: FormReply
  readonly opened: AboutForm['opened']
  readonly language: AboutForm['language']
  readonly trigger: string
}

export async function openForm(client: Client, opening: Opening): Promise<void> {
  await client.views.open({ trigger_id: opening.trigger, view: formView(opening) })
}

/** Opened by a press there is no button left to open it again, so closing must tell us. */
export function formView(opening: Omit<Opening, 'trigger'>) {
  const { place, form, opened, language } = opening
  const { person: _, ...where } = place
  const about: AboutForm = { form: form.form, opened, language, ...where }
  return drawModal({
    callback: 'form',
    title: form.title,
    intro: form.intro,
    fields: form.fields,
    submit: form.submit,
    language,
    about,
    whenClosed: opened === 'press' ? 'tell' : 'silent',
  })
}
