import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, Field, Incoming, Reply } from '../../src/index.ts'
import { answers } from './arbitrary.ts'
import { everyReply } from './replies.ts'

/** What a person meets once a channel has drawn an answer; the channel's own test reads it out of the native form. */
export interface Drawn {
  /** Everything that can be read, form labels and options included; order and white space are free. */
  readonly text: string
  readonly urls: readonly string[]
  /** What `parse` makes of each button, one by one. */
  readonly presses: () => readonly Said[] | Promise<readonly Said[]>
  /** Fills in and sends a form the way its client would; undefined when no such form was drawn. */
  readonly submit: (
    form: string,
    values: Readonly<Record<string, string>>,
  ) => Said | undefined | Promise<Said | undefined>
}

/** The part of an Incoming a channel cannot make up. */
export type Said = Pick<Incoming, 'kind'> & {
  readonly press?: string
  readonly form?: string
  readonly values?: Readonly<Record<string, string>>
}

/** One channel: how it draws an answer, read back through its own `parse`. */
export interface ChannelPair {
  readonly name: string
  readonly draw: (answer: Answer) => Drawn | Promise<Drawn>
}

/** Every text, link and action of every reply kind survives rendering and parsing; nothing else comes out. */
export function describeChannel(channel: ChannelPair): void {
  describe(`${channel.name} keeps the channel contract`, () => {
    for (const [what, reply] of Object.entries(everyReply)) {
      test(`${what}: every text can be read, every link leads where it should, every button means what it said`, async () => {
        const drawn = await channel.draw({ language: 'sv', replies: [reply], receipt: 'R' })
        const text = squeeze(drawn.text)
        for (const wanted of textsOf(reply)) expect(text).toContain(squeeze(wanted))
        expect([...drawn.urls].sort()).toEqual([...urlsOf(reply)].sort())
        const wanted = pressesOf(reply).map((press) => ({ kind: 'press', press }))
        expect(await drawn.presses()).toEqual(wanted)
      })
    }

    test('a form comes back with what was typed', async () => {
      const form = everyReply.form
      if (form?.kind !== 'form') throw new Error('tests/contracts/replies.ts has no form')
      const drawn = await channel.draw({ language: 'sv', replies: [form], receipt: 'R' })
      const values = Object.fromEntries(form.fields.map((field) => [field.name, typed(field)]))
      expect(await drawn.submit(form.form, values)).toEqual({
        kind: 'form',
        form: form.form,
        values,
      })
    })

    test('all kinds at once lose nothing', async () => {
      const replies = Object.values(everyReply)
      const drawn = await channel.draw({ language: 'en', replies, receipt: 'R' })
      const text = squeeze(drawn.text)
      for (const wanted of replies.flatMap(textsOf)) expect(text).toContain(squeeze(wanted))
      expect([...drawn.urls].sort()).toEqual(replies.flatMap(urlsOf).sort())
      expect((await drawn.presses()).map((said) => said.press).sort()).toEqual(
        replies.flatMap(pressesOf).sort(),
      )
    })
  })
}

interface Hostility {
  /** How many answers are drawn. */
  readonly runs: number
  /** Where a button is read by clicking it there is no time for hundreds. */
  readonly presses: 'read' | 'left'
}

/** Whatever the knowledge says, no link and no button comes out that was not put in, and links lead to the web or a phone. */
export function describeHostility(channel: ChannelPair, { runs, presses }: Hostility): void {
  test(`${channel.name}: hostile and very long knowledge adds no link and no button`, async () => {
    const property = fc.asyncProperty(fc.noShrink(answers), async (answer) => {
      const drawn = await channel.draw(answer)
      const urls = new Set(answer.replies.flatMap(urlsOf).flatMap(spellings))
      expect(drawn.urls.filter((url) => !urls.has(url))).toEqual([])
      expect(drawn.urls.filter((url) => !/^(https?|tel|mailto):/i.test(url))).toEqual([])
      if (presses === 'left') return
      const put = new Set(answer.replies.flatMap(pressesOf))
      const heard = (await drawn.presses()).map((said) => said.press ?? '')
      expect(heard.filter((press) => !put.has(press))).toEqual([])
    })
    await fc.assert(property, { numRuns: runs })
  }, 60_000)
}

/** A client may write an address out in full. */
const spellings = (url: string): readonly string[] =>
  URL.canParse(url) ? [url, new URL(url).href] : [url]

/** A value of the field's own kind, with characters that markup would eat. */
function typed(field: Field): string {
  switch (field.type) {
    case 'choice':
      return field.options.at(-1)?.value ?? ''
    case 'tick':
      return 'yes'
    case 'tel':
      return '0950-123 45'
    case 'email':
      return 'anna@example.se'
    case 'text':
    case 'long-text':
      return `<b>${field.name}</b> & *såg* <!here> "1"`
  }
}

function textsOf(reply: Reply): readonly string[] {
  switch (reply.kind) {
    case 'text':
      return [reply.text, ...reply.links.map((link) => link.label)]
    case 'offering': {
      const { card } = reply
      const rows = card.rows.flatMap((row) => [row.label, row.value])
      const labels = [
        card.status.label,
        card.eligibility.label,
        ...card.actions.map((one) => one.label),
      ]
      const about = [
        card.name,
        card.provider,
        card.summary,
        card.warning,
        card.checked,
        card.source.label,
      ]
      return [`${card.number}`, ...about, ...labels, ...rows, ...card.reasons, ...card.checks]
    }
    case 'choices':
      return [reply.text, reply.because, ...reply.options.map((one) => one.label)]
    case 'form':
      return [
        reply.title,
        reply.intro,
        reply.submit,
        reply.cancel.label,
        ...reply.fields.flatMap(textsOfField),
      ]
    case 'summary': {
      const rows = reply.rows.flatMap((row) => [row.label, row.value])
      return [reply.title, reply.text, ...rows, ...reply.actions.map((one) => one.label)]
    }
  }
}

const textsOfField = (field: Field): readonly string[] => [
  field.label,
  field.hint,
  ...field.options.map((option) => option.label),
]

function actionsOf(reply: Reply) {
  switch (reply.kind) {
    case 'text':
      return []
    case 'offering':
      return reply.card.actions
    case 'choices':
      return reply.options
    case 'form':
      return [reply.cancel]
    case 'summary':
      return reply.actions
  }
}

const pressesOf = (reply: Reply): readonly string[] =>
  actionsOf(reply).flatMap((action) => (action.kind === 'press' ? [action.press] : []))

function urlsOf(reply: Reply): readonly string[] {
  const links = actionsOf(reply).flatMap((action) => (action.kind === 'link' ? [action.url] : []))
  if (reply.kind === 'offering') return [...links, reply.card.source.url]
  return reply.kind === 'text' ? reply.links.map((link) => link.url) : links
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()
