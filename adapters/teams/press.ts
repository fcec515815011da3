import { z } from 'zod'

/** What a button or a form of one of our cards means. It travels through Teams as the action's data. */
export type Pressed =
  | {
      readonly kind: 'press'
      readonly press: string
      readonly asked: string
      readonly label: string
      readonly from: From
    }
  | {
      readonly kind: 'form'
      readonly form: string
      readonly values: Readonly<Record<string, string>>
      readonly from: From
    }
  | {
      readonly kind: 'act'
      readonly case: string
      readonly version: number
      readonly action: string
      readonly values: Readonly<Record<string, string>>
    }
  | { readonly kind: 'refresh'; readonly case: string }
  | {
      readonly kind: 'key'
      readonly office: string
      readonly channel: string
      readonly key: string
    }

/** `at`: the conversation it belongs to when that is not the chat it is shown in. `redraw`: the answer takes the card's place. */
export interface From {
  readonly at: string
  readonly redraw: 'yes' | 'no'
}

/** An input's id carries this, so that what a person types can never pass for what we wrote. */
const typed = 'field.'
export const choiceInput = 'choice'
export const keyInput = 'key'
/** Stands for the empty value, which a choice of a card must not have. */
export const nothing = '(nothing)'

export function inputId(name: string, action: string): string {
  return action === '' ? `${typed}${name}` : `${typed}${action}.${name}`
}

export function pressData(
  press: string,
  from: From,
  asked: { readonly text: string; readonly label: string },
): object {
  return { lotsen: 'press', press, ...asked, ...from }
}
/** The chosen press comes from the card's one choice input. */
export function chooseData(from: From, asked: string): object {
  return { lotsen: 'choose', text: asked, ...from }
}
export function formData(form: string, from: From): object {
  return { lotsen: 'form', form, ...from }
}
export function actData(of: {
  readonly case: string
  readonly version: number
  readonly action: string
}): object {
  return { lotsen: 'act', case: of.case, version: of.version, action: of.action }
}
export function refreshData(id: string): object {
  return { lotsen: 'refresh', case: id }
}
export function keyData(office: string, channel: string): object {
  return { lotsen: 'key', office, channel }
}

const text = z.string()
const maybe = z.string().catch('')
const from = { at: maybe, redraw: z.enum(['yes', 'no']).catch('no') }

const data = z.discriminatedUnion('lotsen', [
  z.object({ lotsen: z.literal('press'), press: text.min(1), text: maybe, label: maybe, ...from }),
  z.object({ lotsen: z.literal('choose'), [choiceInput]: text.min(1), text: maybe, ...from }),
  z.object({ lotsen: z.literal('form'), form: text.min(1), ...from }),
  z.object({ lotsen: z.literal('act'), case: text.min(1), version: z.int(), action: text.min(1) }),
  z.object({ lotsen: z.literal('refresh'), case: text.min(1) }),
  z.object({
    lotsen: z.literal('key'),
    office: text.min(1),
    channel: text.min(1),
    [keyInput]: maybe,
  }),
])

/** The data of one of our actions, with the inputs that came along; undefined when it is none of ours. */
export function readPressed(value: unknown): Pressed | undefined {
  const read = data.safeParse(value)
  if (!read.success) return undefined
  const one = read.data
  switch (one.lotsen) {
    case 'press':
      return {
        kind: 'press',
        press: one.press,
        asked: one.text,
        label: one.label,
        from: { at: one.at, redraw: one.redraw },
      }
    case 'choose':
      return {
        kind: 'press',
        press: one.choice,
        asked: one.text,
        label: '',
        from: { at: one.at, redraw: one.redraw },
      }
    case 'form':
      return {
        kind: 'form',
        form: one.form,
        values: readTyped(value, ''),
        from: { at: one.at, redraw: one.redraw },
      }
    case 'act':
      return { ...one, kind: 'act', values: readTyped(value, one.action) }
    case 'refresh':
      return { kind: 'refresh', case: one.case }
    case 'key':
      return { kind: 'key', office: one.office, channel: one.channel, key: one.key }
  }
}

function readTyped(value: unknown, action: string): Readonly<Record<string, string>> {
  const prefix = inputId('', action)
  return Object.fromEntries(
    Object.entries(value as object)
      .filter(
        ([id, said]) =>
          id.startsWith(prefix) && ['string', 'number', 'boolean'].includes(typeof said),
      )
      .map(([id, said]) => [id.slice(prefix.length), said === nothing ? '' : String(said)]),
  )
}
