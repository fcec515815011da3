import { beforeAll, expect, test } from 'vitest'
import { formatDate } from '../../src/date-words.ts'
import { type Knowledge, type Offering, playTurns } from '../../src/index.ts'
import { openKnowledge } from '../real-knowledge.ts'

/** Every offering, asked for by each of its names in the ways people ask; one that has ended is told as closed, when, and what came after. */

const day = '2026-11-23'
let knowledge: Knowledge

beforeAll(async () => {
  knowledge = await openKnowledge()
})

const isEnded = ({ open: { status, to } }: Offering) =>
  status === 'closed' && (to === undefined || to < day)

const asked = {
  sv: ['{name}', 'Hur söker jag {name}?', 'vad är {name}', 'När stänger {name}?'],
  en: ['{name}', 'How do I apply for {name}?', 'what is {name}'],
}

const askedOfEnded = {
  sv: [
    '{name}',
    'Kan man söka {name}?',
    'finns {name} kvar',
    'vad hände med {name}',
    'hur mycket fick man i {name}',
  ],
  en: ['{name}', 'Can I still apply for {name}?', 'is {name} open', 'what was {name}'],
}

function* listQuestions(offering: Offering, patterns: typeof asked) {
  for (const language of ['sv', 'en'] as const) {
    const short = offering.name[language]
      .replace(/\s*\([^)]*\)/g, '')
      .replace(/\s+[–-]\s.*$|\s\/\s.*$/, '')
    for (const name of [short, ...(offering.also_known_as?.[language] ?? [])])
      for (const pattern of patterns[language])
        yield { language, text: pattern.replace('{name}', name) }
  }
}

const play = (text: string, language: 'sv' | 'en') =>
  playTurns(knowledge, [text], { now: `${day}T10:00:00Z`, day, language })

test('each that has ended is told as closed, by any of its names', () => {
  const ended = [...knowledge.offerings.values()].filter(isEnded)
  expect(ended.length).toBeGreaterThan(20)
  const wrong: string[] = []
  for (const offering of ended) {
    const { to = '' } = offering.open
    const after = knowledge.offerings.get(offering.succeeded_by ?? '')
    for (const { language, text } of listQuestions(offering, askedOfEnded)) {
      const { answer, conversation } = play(text, language)
      const told = JSON.stringify(answer.replies)
      const shown = conversation.shown.find(({ id }) => id === offering.id)
      const closed =
        /är stängt och går inte att söka|is closed and can no longer be applied for/.test(told)
      const next = after === undefined || told.includes(after.name[language])
      if (
        shown?.status !== 'closed' ||
        !closed ||
        !told.includes(formatDate(to, answer.language)) ||
        !next
      )
        wrong.push(text)
    }
  }
  expect(wrong).toEqual([])
})

test.each([
  ['man kunde få halva kostnaden för en energikartläggning, gäller det än', 'energikartlaggning'],
  ['elpriskompensationen för företag', 'elstod-foretag'],
  ['checken för att automatisera produktionen, har den stängt', 'automationscheck'],
  ['satsningen där industriföretag fick digitaliseringscoach, pågår den', 'digitaliseringslyftet'],
  ['Tillväxtverkets startupprogram i Stockholm, finns det kvar', 'startup-sweden'],
  ['rabatten på lokalhyran när covid härjade, kan man få den i efterhand', 'hyresstod'],
  ['the furlough money of 2020', 'korttidsarbete-pandemi'],
  ['state money for expensive electricity, did that end', 'elstod-foretag'],
])('described without its name: %s', (text, id) => {
  const { trace, conversation } = play(text, 'sv')
  expect(trace.intent).toBe('offering')
  expect(conversation.shown[0]).toMatchObject({ id: expect.stringContaining(id), status: 'closed' })
})

test.each([
  'vi har en gammal maskin som måste bytas ut',
  'vi startade företaget 2019 och vill växa',
  'elräkningen knäcker bageriet',
  'pumpen i byn är slut, finns det pengar till ny bensinpump',
  'kassan är tom och skatten ska in den 12:e',
  'our old tractor broke down, we need a loan for a new one',
])('a need that speaks of the past is still a need: %s', (text) => {
  expect(play(text, 'sv').trace.intent).toBe('find')
})

test('what has ended elsewhere is told to a firm here', () => {
  const { conversation } = play('fick vi i Malå pengar tillbaka för elen 2023?', 'sv')
  expect(conversation.shown[0]).toMatchObject({
    id: 'skatteverket-elstod-foretag',
    status: 'closed',
  })
})

test.each([
  'Vi fick omställningsstöd 2021, nu vill vi bygga ut restaurangen',
  'vi klarade oss genom pandemin men nu behöver vi låna pengar',
  'jag förlorade jobbet i pandemin och vill starta eget',
])('what is wanted now is a need, whatever was before it: %s', (text) => {
  expect(play(text, 'sv').trace.intent).toBe('find')
})

test.each([
  'Vi fick elstöd 2023, och vill nu söka igen',
  'vi tappade kunder i pandemin och vill ha omsättningsstöd',
])('what has ended is told though it is wanted now: %s', (text) => {
  expect(play(text, 'sv').conversation.shown[0]?.status).toBe('closed')
})

test('each that goes on is told of by its names, or another of the same name or the word is, and none is turned down', () => {
  const turnedDown: string[] = []
  let [all, told] = [0, 0]
  for (const offering of knowledge.offerings.values()) {
    if (isEnded(offering)) continue
    for (const { language, text } of listQuestions(offering, asked)) {
      const { conversation, trace } = play(text, language)
      all++
      if (conversation.shown.some(({ id }) => id === offering.id)) told++
      if (!['offering', 'find', 'office'].includes(trace.intent)) turnedDown.push(text)
    }
  }
  expect(turnedDown).toEqual([])
  expect(all).toBeGreaterThan(1000)
  expect(told / all).toBeGreaterThan(0.97)
}, 120_000)
