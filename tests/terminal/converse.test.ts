import { describe, expect, test } from 'vitest'
import { createTalk } from '../../adapters/terminal/converse.ts'
import type { Answer, Deed, Field, Reply } from '../../src/index.ts'

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  hint: '',
  value: '',
  required: 'no',
  type: 'text',
  options: [],
  error: '',
  autocomplete: 'off',
  ...more,
})
const button = (label: string, press: string) =>
  ({ kind: 'press', label, press, weight: 'plain' }) as const
const answer = (...replies: readonly Reply[]): Answer => ({
  language: 'sv',
  replies,
  receipt: 'ABC234',
})
const form = (...fields: readonly Field[]): Reply => ({
  kind: 'form',
  form: 'handoff',
  title: 'Lämna över',
  intro: 'Inget skickas ännu.',
  fields,
  submit: 'Granska',
  cancel: button('Avbryt', 'handoff-cancel'),
})
const text = (words: string): Reply => ({ kind: 'text', text: words, tone: 'plain', links: [] })

/** Types the lines, then ends; answers what was said and all that could be read. */
async function type(lines: readonly string[], answers: readonly Answer[]) {
  const said: Deed[] = []
  const left = [...lines]
  let read = ''
  const { run } = createTalk({
    terminal: {
      ask: async (prompt) => {
        read += prompt
        return left.shift()
      },
      write: (words) => {
        read += words
      },
    },
    say: async (one) => answers[said.push(one) - 1] ?? answer(text('slut')),
  })
  await run()
  return { said, read }
}

describe('a talk', () => {
  test('opens, presses by number, says free text, skips empty lines, ends at Ctrl-D', async () => {
    const welcome = answer({
      kind: 'choices',
      text: 'Vad?',
      because: '',
      options: [button('Lån', 'ask|lån')],
    })
    const { said, read } = await type(['', '1', 'nr 2'], [welcome])
    expect(said).toEqual([
      { kind: 'open' },
      { kind: 'press', press: 'ask|lån' },
      { kind: 'message', text: 'nr 2' },
    ])
    expect(read).toContain('(1) Lån')
    expect(read).toContain('Kvitto ABC234')
  })

  test('asks a form field by field, and then only what was wrong; what was ticked stays', async () => {
    const first = form(field('name'), field('phone'), field('consent', { type: 'tick' }))
    const again = form(
      field('name', { value: 'Anna' }),
      field('phone', { value: 'x', error: 'Det är inget nummer.' }),
      field('consent', { type: 'tick' }),
    )
    const { said, read } = await type(
      ['Anna', 'x', 'va', 'ja', '0950-1234'],
      [answer(text('Hej'), first), answer(again), answer(text('Tack'))],
    )
    const values = { name: 'Anna', phone: 'x', consent: 'yes' }
    expect(said.slice(1)).toEqual([
      { kind: 'form', form: 'handoff', values },
      { kind: 'form', form: 'handoff', values: { ...values, phone: '0950-1234' } },
    ])
    expect(read).toContain('!! Det är inget nummer.')
    expect(read).toContain('Det förstod jag inte.')
    expect(read).toContain('Inget skickas ännu.')
  })

  test('gives a form up at "avbryt", and ends at Ctrl-D in the middle of it', async () => {
    const asking = answer(form(field('name'), field('phone')))
    expect((await type(['Anna', 'avbryt'], [asking])).said[1]).toEqual({
      kind: 'press',
      press: 'handoff-cancel',
    })
    expect((await type(['Anna'], [asking])).said).toEqual([{ kind: 'open' }])
  })
})
