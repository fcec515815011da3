import { expect, test } from 'vitest'
import { playTurns } from '../../src/index.ts'
import { openKnowledge } from '../real-knowledge.ts'

const knowledge = await openKnowledge()
const first = (text: string, day = '2026-11-23') =>
  playTurns(knowledge, [text], { day, now: `${day}T10:00:00.000Z` }).conversation.shown[0]

/** Their words are those of something that has ended; what they want goes on. */
const goesOn = [
  'elen är så dyr nu, vad kan vi göra?',
  'our electricity bill is killing us, any help?',
  'vill ha koll på vår energiförbrukning i fabriken, kan nån hjälpa',
  'vi vill köpa en robot till svetsningen',
  'looking to automate our packing line, is there funding',
  'help with digitalisation for a small manufacturer',
  'behöver hjälp med hyran till min nya butik',
  'anstånd med skatten',
  'orders are down temporarily, can we reduce working hours with state support',
  'Behöver ett kortfristigt lån tills kunden betalar',
  'konsultcheck',
  'utlysningar öppna nu vinnova',
  'turnover dropped this year because a big customer left',
  'vi startade mitt i pandemin och växer nu, vill anställa',
  'we survived covid and now want to invest in a new kitchen',
  'sedan 2022 säljer vi ved, nu vill vi köpa en vedmaskin',
  'tappat omsättning, vad finns det för stöd?',
  'vi vill marknadsföra samisk mat',
  'kurser för landsbygdsföretag',
]

test.each(goesOn)('"%s" is not answered with what has ended', (text) => {
  expect(first(text)?.status).not.toBe('closed')
})

/** Described or half remembered, and also as if it still went on. */
const ended = [
  [
    'det där stödet man fick när elen var så dyr, går det att få än?',
    'skatteverket-elstod-foretag',
  ],
  [
    'Vi missade stödet för höga elpriser. Finns det nån efteranmälan?',
    'skatteverket-elstod-foretag',
  ],
  ['vi vill söka stödet för minskad omsättning pga pandemin', 'skatteverket-omstallningsstod'],
  ['during covid the state paid part of our rent, still possible?', 'lansstyrelsen-hyresstod'],
  ['innovationscheck sisp', 'sisp-innovationscheckar-2022'],
] as const

test.each(ended)('"%s" is answered with %s, which has ended', (text, id) => {
  expect(first(text)).toMatchObject({ id, status: 'closed' })
})

test('what has ended was open on an earlier day', () => {
  const asked = 'vi vill korttidspermittera personalen som under pandemin'
  expect(first(asked)).toMatchObject({
    id: 'tillvaxtverket-korttidsarbete-pandemi',
    status: 'closed',
  })
  expect(first('hyresstöd', '2021-03-01')).toMatchObject({
    id: 'lansstyrelsen-hyresstod',
    status: 'open',
  })
})

test('a need that words of the past may tell as well is answered, and what has ended is mentioned after it', () => {
  const { conversation, answer } = playTurns(knowledge, ['automatisera produktionen'], {
    day: '2026-11-23',
    now: '2026-11-23T10:00:00.000Z',
  })
  expect(conversation.shown.map(({ status }) => status)).not.toContain('closed')
  const last = answer.replies.findLastIndex(({ kind }) => kind === 'offering')
  expect(answer.replies[last + 1]).toMatchObject({
    kind: 'text',
    text: expect.stringContaining('Automationscheck'),
  })
})

test('beside one that has ended stands what there is by nearly the same words', () => {
  const { conversation } = playTurns(knowledge, ['affärsutvecklingscheck'], {
    day: '2026-11-23',
    now: '2026-11-23T10:00:00.000Z',
  })
  expect(conversation.shown.map(({ status }) => status)).toEqual(['closed', 'unknown', 'unknown'])
})
