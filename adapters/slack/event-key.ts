import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { command, eventBody, interaction, readSaid } from './parse.ts'

/**
 * What makes two deliveries the same happening. A message is its channel and time, whatever event id it travels
 * under (a retry, a redelivery, message.im beside app_mention); a press is its click; a modal is its content, so that
 * a corrected form is new and the same form sent twice is not.
 */
export function eventKey(body: unknown): string {
  const said = readSaid(body)
  if (said !== undefined) return `message:${said.channel}:${said.ts}`
  const event = eventBody.safeParse(body)
  if (event.success) return `event:${event.data.event_id ?? digest(body)}`
  const touch = interaction.safeParse(body)
  if (touch.success) return touchKey(touch.data)
  const slash = command.safeParse(body)
  if (!slash.success) return `other:${digest(body)}`
  return `command:${digest([slash.data.trigger_id, slash.data.user_id, slash.data.text])}`
}

function touchKey(touch: z.infer<typeof interaction>): string {
  const action = touch.actions?.[0]
  const who = `${touch.team?.id ?? ''}:${touch.user.id}`
  if (action !== undefined)
    return `press:${digest([who, action.action_id, action.action_ts, action.value])}`
  const { view } = touch
  if (view === undefined) return `${touch.type}:${digest([who, touch.trigger_id])}`
  return `${touch.type}:${digest([who, view.id, view.hash, view.state])}`
}

const digest = (parts: unknown): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32)
