import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readActivity } from '../../adapters/teams/activity.ts'
import { sizeOf } from '../../adapters/teams/card.ts'
import { renderCase } from '../../adapters/teams/case-card.ts'
import { hear } from '../../adapters/teams/parse.ts'
import { renderAnswer, renderChosen, type Shown, toActivity } from '../../adapters/teams/render.ts'
import { clean, cut, disarm, isHarmless } from '../../adapters/teams/words.ts'
import type { Action, Reply } from '../../src/index.ts'
import { answers, caseCards } from '../contracts/arbitrary.ts'
import {
  type ChannelPair,
  type Drawn,
  describeChannel,
  describeHostility,
  type Said,
} from '../contracts/channel.ts'
import { everyReply, hostile, press } from '../contracts/replies.ts'
import { parseCard } from './adaptive-cards.ts'
import { findFaults } from './card-rules.ts'
import { caseCard } from './fake-cases.ts'
import { actionsIn, activity, invoke } from './set-up.ts'

type Json = Record<string, unknown>

const limit = 25_000
const runs = { numRuns: 40 }

/** What the data of an action becomes on our side. */
function hearData(data: unknown): Said | undefined {
  const heard = hear(
    readActivity(activity({ bot: { url: 'http://127.0.0.1' } as never }, invoke(data))) as never,
  )
  if (heard.kind !== 'pressed') return undefined
  const { pressed } = heard
  if (pressed.kind === 'press') return { kind: 'press', press: pressed.press }
  return pressed.kind === 'form'
    ? { kind: 'form', form: pressed.form, values: pressed.values }
    : undefined
}

const readable = ['text', 'title', 'label'] as const

function textOf(part: unknown): string {
  if (Array.isArray(part)) return part.map(textOf).join(' ')
  if (typeof part !== 'object' || part === null) return ''
  const { type, inlines, fallback: _, data: __, selectAction: ___, ...rest } = part as Json
  const own = readable
    .flatMap((key) => (typeof rest[key] === 'string' ? [rest[key]] : []))
    .join(' ')
  const runs = type === 'RichTextBlock' ? (inlines as Json[]).map((run) => run.text).join('') : ''
  const inner = ['body', 'items', 'actions', 'choices', 'card']
    .map((key) => textOf(rest[key]))
    .join(' ')
  return `${own} ${runs} ${inner}`
}

function readBack(shown: readonly Shown[]): Drawn {
  const cards = shown.flatMap((one) => (one.kind === 'card' ? [one.card] : []))
  const actions = actionsIn(cards)
  const executes = actions.filter((one) => one.type === 'Action.Execute')
  const said = executes.flatMap((one) => hearData(one.data) ?? [])
  return {
    text: shown.map((one) => (one.kind === 'text' ? one.text : textOf(one.card))).join(' '),
    urls: actions.flatMap((one) => (one.type === 'Action.OpenUrl' ? [String(one.url)] : [])),
    presses: () => said.filter((one) => one.kind === 'press'),
    submit: (form, values) => {
      const found = executes.find((one) => (one.data as Json).form === form)
      const typed = Object.entries(values).map(([name, value]) => [`field.${name}`, value])
      return found === undefined
        ? undefined
        : hearData({ ...(found.data as Json), ...Object.fromEntries(typed) })
    },
  }
}

const teams: ChannelPair = {
  name: 'Teams',
  draw: (answer) => readBack(renderAnswer(answer, '')),
}
describeChannel(teams)
describeHostility(teams, { runs: 40, presses: 'read' })

const eva = { id: 'teams:eva', name: 'Eva', office: 'mala' }
const cases = {
  waiting: renderCase(caseCard({ version: 1, owner: undefined, viewer: eva }), {
    message: '',
    viewers: [],
  }),
  taken: renderCase(caseCard({ version: 2, owner: eva, viewer: eva }), {
    message: 'Du har tagit ärendet.',
    viewers: ['29:eva'],
  }),
}

describe('every card', () => {
  const drawn = Object.entries(everyReply).map(
    ([name, reply]) =>
      [name, renderAnswer({ language: 'sv', replies: [reply], receipt: '' }, 'x')] as const,
  )
  const all = [
    ...drawn.flatMap(([name, shown]) =>
      shown.flatMap((one) => (one.kind === 'card' ? [[name, one.card] as const] : [])),
    ),
    ['chosen', renderChosen({ text: hostile, label: hostile }, 'en')] as const,
    ['case waiting', cases.waiting] as const,
    ['case taken', cases.taken] as const,
  ]

  test.each(all)('%s: ours and Microsoft’s rules', (_, card) => {
    expect(findFaults(card)).toEqual([])
    expect(parseCard(card)).toEqual([])
  })

  test('Microsoft’s parser does find faults', () => {
    expect(
      parseCard({
        type: 'AdaptiveCard',
        version: '1.5',
        body: [{ type: 'Input.Text' }, { type: 'Nothing' }],
      }),
    ).not.toEqual([])
  })
})

test('instants are told in Swedish time, and a case’s number once', () => {
  const card = {
    ...caseCard({ version: 1, owner: undefined, viewer: eva }),
    title: 'Ärende L-7K3QX, Malå',
  }
  const notes = [{ at: '2026-11-23T22:10:00Z', by: 'Eva', text: 'Ringde.' }]
  const text = textOf(renderCase({ ...card, notes }, { message: '', viewers: [] }))
  expect(text).toContain('23 nov. 23:10 Eva: Ringde.')
  expect(text.match(/L-7K3QX/g)).toHaveLength(1)
})

test('a label that asks needs no colon', () => {
  const rows = ['Vad gäller det?', 'Kommun'].map((label) => ({ label, value: 'Malå' }))
  const card = caseCard({ version: 1, owner: undefined, viewer: eva })
  const text = textOf(renderCase({ ...card, rows }, { message: '', viewers: [] }))
  expect(text).toContain('Vad gäller det? Malå')
  expect(text).toContain('Kommun: Malå')
})

test('a question with many answers is said once, as the label of its list, and never lost', () => {
  const drawn = (options: readonly Action[]) =>
    readBack(
      renderAnswer(
        {
          language: 'sv',
          replies: [{ kind: 'choices', text: 'Var?', because: 'Så.', options }],
          receipt: '',
        },
        '',
      ),
    ).text
  const ten = Array.from({ length: 10 }, (_, at) => String(at))
  const presses = drawn(ten.map((label) => press(label, `find|${label}`)))
  expect(presses.match(/Var\?/g)).toHaveLength(1)
  const links = drawn(ten.map((label) => ({ kind: 'link', label, url: 'https://a.example' })))
  expect(links.match(/Var\?/g)).toHaveLength(1)
  expect([presses, links].every((text) => text.includes('Så.'))).toBe(true)
})

test('an option without a value has one in the card, and comes back without', () => {
  const form = everyReply.form as Extract<Reply, { kind: 'form' }>
  const [shown] = renderAnswer({ language: 'sv', replies: [form], receipt: '' }, '')
  const chosen = /"title":"Spelar ingen roll","value":"([^"]+)"/.exec(JSON.stringify(shown))?.[1]
  const said = hearData({ lotsen: 'form', form: form.form, 'field.time': chosen })
  expect(said?.values).toEqual({ time: '' })
})

describe('whatever the knowledge says', () => {
  // Found at once or never: shrinking answers this large takes minutes.
  const checkCard = (card: unknown) => {
    expect(findFaults(card)).toEqual([])
    expect(sizeOf(card)).toBeLessThan(limit)
  }

  test('an answer stays valid, small and without markup', () => {
    fc.assert(
      fc.property(fc.noShrink(answers), (answer) => {
        for (const shown of renderAnswer(answer, '19:thread|t:anna')) {
          if (shown.kind === 'card') checkCard(shown.card)
          expect(sizeOf(toActivity(shown, answer.language))).toBeLessThan(40_000)
        }
      }),
      runs,
    )
  })

  test('so does a case card', () => {
    fc.assert(
      fc.property(
        fc.noShrink(caseCards),
        fc.array(fc.string(), { maxLength: 90 }),
        (card, viewers) => {
          checkCard(renderCase(card, { message: card.need, viewers }))
        },
      ),
      runs,
    )
  })

  test('Microsoft’s parser takes them all', () => {
    fc.assert(
      fc.property(fc.noShrink(answers), fc.noShrink(caseCards), (answer, card) => {
        for (const shown of renderAnswer(answer, ''))
          if (shown.kind === 'card') expect(parseCard(shown.card)).toEqual([])
        expect(parseCard(renderCase(card, { message: '', viewers: [] }))).toEqual([])
      }),
      { numRuns: 6 },
    )
  })
})

describe('foreign words', () => {
  test('are cut on a character, with …', () => {
    expect(cut('Åsele och Malå', 9)).toBe('Åsele oc…')
    expect(cut('ab👩‍👧', 4)).toBe('ab…')
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 40 }),
        (text, longest) => {
          const short = cut(text, longest)
          expect(short.length).toBeLessThanOrEqual(longest)
          expect(/\p{Cs}/u.test(short)).toBe(false)
        },
      ),
    )
  })

  test('lose what is invisible, and keep what is seen', () => {
    expect(clean('a\u0000b\u202ec\r\nd\t\ud800')).toBe('abc\nd \ufffd')
    expect(clean('Familj 👩‍👩‍👧 å ä ö ï')).toBe('Familj 👩‍👩‍👧 å ä ö ï')
  })

  test('can be made harmless, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom(hostile, '1. a\n- b', '{{DATE(x)}}')),
        (text) => isHarmless(disarm(text)),
      ),
    )
    expect(disarm('Passar det? (ja/nej)')).toBe('Passar det? (ja/nej)')
  })
})
