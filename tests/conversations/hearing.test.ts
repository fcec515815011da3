import { beforeAll, expect, test } from 'vitest'
import { type Knowledge, playTurns } from '../../src/index.ts'
import { openKnowledge } from '../real-knowledge.ts'

/** What a message is taken for, and that its answer says why. */

let knowledge: Knowledge

beforeAll(async () => {
  knowledge = await openKnowledge()
})

const hear = (text: string) =>
  playTurns(knowledge, [text], { now: '2026-11-23T10:00:00Z', day: '2026-11-23' })

test.each([
  ['outside-scope', 'vad kostar det att ta körkort'],
  ['outside-scope', 'deklarera som privatperson, när är sista dag'],
  ['outside-scope', 'lorem ipsum dolor sit amet'],
  ['find', 'mitt åkeri behöver en chaufför, kan vi få hjälp att bekosta c-körkort åt honom'],
  ['find', 'min a-kassa tar slut i mars och jag vill starta eget'],
  ['find', 'min man är död och jag sitter med firman, vad gör jag nu'],
  ['office', 'när är nästa företagarfrukost'],
  ['office', 'händer det något för företagare i höst?'],
] as const)('%s: %s', (intent, text) => {
  expect(hear(text).trace.intent).toBe(intent)
})

test.each(['vad är factoring för nåt', 'what is an angel investor', 'what is seed funding'])(
  'a word of the trade is explained: %s',
  (text) => {
    expect(hear(text).trace.because).toContainEqual(expect.stringMatching(/^glossary: /))
  },
)

test.each([
  ['en', 'accounting'],
  ['en', 'personal loan'],
  ['sv', 'bokföring'],
  ['sv', 'transport'],
] as const)(
  'a conversation that begins with a word or two is in its language: %s, %s',
  (language, text) => {
    expect(hear(text).conversation.language).toBe(language)
  },
)

test('a place is found though its name and the words around it are misspelt', () => {
  expect(hear('ja vill starrta firma i mlaå').conversation.place).toBe('mala')
})

test('the reasons begin with what it was heard as, in ids and shares and not in its words', () => {
  const [first = ''] = hear('Hur mycket kan Knutssons Sågverk få från mikrolånet?').trace.because
  expect(first).toMatch(/^heard as: offering \d\.\d\d.*phrases: .*aspect-amount/)
  expect(first).toContain('names: offering almi-mikrolan')
  expect(first).not.toMatch(/Knutsson/i)
})
