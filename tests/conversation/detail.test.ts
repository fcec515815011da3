import { expect, test } from 'vitest'
import { playTurns } from '../../src/index.ts'
import { openKnowledge } from '../real-knowledge.ts'

const knowledge = await openKnowledge()
const play = (...turns: readonly string[]) =>
  playTurns(knowledge, turns, { day: '2026-11-23', now: '2026-11-23T10:00:00.000Z' })
const texts = (...turns: readonly string[]) =>
  play(...turns).answer.replies.flatMap((reply) => (reply.kind === 'text' ? [reply.text] : []))

test.each([
  ['hur länge får man ha nystartsjobb?', /Beslut tas för ett år i taget/],
  ['måste jag ha borgen för mikrolån?', /begränsad personlig borgen på 10 procent/],
  ['kan man söka mikrostödet flera gånger?', /ges bara en gång/],
  ['how long does the Eurostars project run?', /36 months/],
  ['räknas moms in i klimatklivet?', /om moms räknas in framgår inte/],
])('"%s" is answered with what the offering says of it, or that it is not known', (asked, said) => {
  expect(texts(asked).join(' ')).toMatch(said)
})

test('a word of the trade in a question about those shown is asked of them, and what is not known of several is said once', () => {
  const turns = ['vi vill köpa en grävmaskin för 900 000', 'måste man ha egen insats?'] as const
  expect(play(...turns).trace.lists).toBe('yes')
  expect(texts(...turns).filter((text) => text.includes('framgår inte'))).toHaveLength(1)
})

test('help asked for afterwards is answered with when to apply', () => {
  const [first] = texts('vi har redan beställt maskinen', 'kan vi få bidrag i efterhand?')
  expect(first).toMatch(/redan är beställt eller påbörjat/)
})

test('one that is named is compared with the one spoken of', () => {
  const { conversation } = play('berätta om mikrolån', 'är det bättre än företagslån?')
  expect(conversation.shown.map(({ id }) => id)).toEqual(['almi-mikrolan', 'almi-foretagslan'])
})
