import type { Knowledge } from '../../src/index.ts'
import { statusOn } from '../../src/knowledge/open-status.ts'
import type { Answered, Day } from './engine.ts'
import { faults, type Judged } from './judge.ts'
import { peerNames } from './peers.ts'
import type { QuestionSet } from './questions.ts'
import type { PeerAnswers } from './run-peers.ts'
import {
  percent,
  type RowName,
  reciprocal,
  rowOf,
  rows,
  type Score,
  type Share,
  score,
  scoreList,
} from './score.ts'
import { drawTable } from './table.ts'

/** A set of questions, what was answered and what it was worth, in the same order. */
export interface Measured {
  readonly set: QuestionSet
  readonly answered: readonly Answered[]
  readonly judged: readonly Judged[]
}

const ownMeasures: Readonly<Record<RowName, string>> = {
  'need-sv': 'hit@3, office, none of never',
  'need-en': 'hit@3, office, none of never',
  typo: 'hit@3, office, none of never',
  about: 'answered as about it, first or explained',
  closed: 'told as closed',
  place: 'right office',
  handoff: 'hand-off begun',
  outside: 'turned down, nothing shown',
  smalltalk: 'right kind of reply, nothing shown',
  eligibility: 'hit@3, office, none of never',
  'several-turns': 'hit@3, office, none of never',
  'not offered': 'nothing else passed off as it',
}

const present = (measured: readonly Measured[]): readonly RowName[] =>
  rows.filter((row) =>
    measured.some(({ judged }) => judged.some((one) => rowOf(one.question) === row)),
  )

const inRow = (judged: readonly Judged[], row: RowName): readonly Judged[] =>
  judged.filter((one) => rowOf(one.question) === row)

export function drawOurs(measured: readonly Measured[]): string {
  const head = measured.flatMap(({ set }) => [`${set}: n`, 'hit@1', 'hit@3', 'MRR', 'own'])
  const body = present(measured).map((row) => [
    row,
    ...measured.flatMap(({ judged }) => drawScore(score(inRow(judged, row)))),
    ownMeasures[row],
  ])
  const all = measured.flatMap(({ judged }) => drawScore(score(judged)))
  return drawTable(['slice', ...head, 'own measure'], [...body, ['all', ...all, '']])
}

const drawScore = ({ n, first, three, mrr, own }: Score): readonly string[] => [
  String(n),
  percent(first),
  percent(three),
  reciprocal(mrr),
  percent(own),
]

/** How many questions had a fault that must never be, and what a turn takes. */
export function drawFaults(measured: readonly Measured[]): string {
  const body = measured.map(({ set, judged, answered }) => [
    set,
    ...faults.map((fault) => String(judged.filter((one) => one.faults.includes(fault)).length)),
    `${median(answered.map(({ ms, question }) => ms / question.turns.length)).toFixed(2)} ms`,
  ])
  const head = [
    'shown outside its area',
    'closed shown as open',
    'shown though never',
    'wrong office',
    'wrong language',
  ]
  return drawTable(['questions with', ...head, 'median turn'], body)
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

interface Setting {
  readonly knowledge: Knowledge
  readonly on: Day
}

/** hit@3 and MRR of everyone, on the questions that have an answer among the offerings; a table for each set. */
export function drawPeers(
  measured: readonly Measured[],
  peers: readonly PeerAnswers[],
  setting: Setting,
): string {
  const told =
    'Peers are given all turns as one text; what has ended is taken out of their lists for a need.'
  const sorted = peers.toSorted((a, b) => peerNames.indexOf(a.name) - peerNames.indexOf(b.name))
  return [told, ...measured.map((one) => drawPeersOn(one, sorted, setting))].join('\n\n')
}

function drawPeersOn(
  { set, judged }: Measured,
  peers: readonly PeerAnswers[],
  setting: Setting,
): string {
  const asked = rows.filter((row) => score(inRow(judged, row)).three.of > 0)
  const body = [...asked, 'all' as const].map((row) => {
    const here = row === 'all' ? judged : inRow(judged, row)
    const listed = peers.map((peer) =>
      scoreList(here.map(({ question }) => ({ question, ids: cutList(peer, question, setting) }))),
    )
    const all = [score(here), ...listed]
    return [
      row,
      String(all[0]?.three.of),
      ...all.map(({ three, mrr }) => `${percent(three)} ${reciprocal(mrr)}`),
    ]
  })
  const times = ['ms per question', '', '', ...peers.map((peer) => peer.msPerQuestion.toFixed(1))]
  return drawTable(
    [`${set}: hit@3 and MRR`, 'n', 'Lotsen', ...peers.map((peer) => peer.label)],
    [...body, times],
  )
}

function cutList(
  peer: PeerAnswers,
  question: Judged['question'],
  { knowledge, on }: Setting,
): readonly string[] {
  const ids = peer.answers[question.id] ?? []
  if (question.intent !== 'find') return ids
  return ids.filter((id) => {
    const open = knowledge.offerings.get(id)?.open
    return open !== undefined && statusOn(open, on.day) !== 'closed'
  })
}

export function drawFailures({ set, answered, judged }: Measured): string {
  const lines = judged.flatMap((one, at) => {
    const given = answered[at]
    const missed = one.question.accept.length > 0 && one.shownAt === undefined
    if (given === undefined || (one.right && !missed && one.faults.length === 0)) return []
    return [describeFailure(one, given)]
  })
  return [`${lines.length} ${set} questions failed:`, ...lines].join('\n')
}

function describeFailure(
  { question, place, faults: found }: Judged,
  { played, shown }: Answered,
): string {
  const { intent, office } = played.trace
  const list = shown.map(({ offering, status }) =>
    status === 'closed' ? `${offering} (closed)` : offering,
  )
  const wanted = [question.intent, question.office, ...question.accept.slice(0, 4)].filter(
    (one) => one !== undefined,
  )
  return [
    `- ${question.id}: ${question.turns.join(' / ')}`,
    `    wanted ${wanted.join(', ')}`,
    `    came   ${[intent, office ?? 'no office', ...list].join(', ')}${place === undefined || place <= 3 ? '' : ` (accepted at ${place})`}`,
    ...(found.length > 0 ? [`    fault  ${found.join(', ')}`] : []),
  ].join('\n')
}

interface Aim {
  readonly what: string
  readonly slices: readonly RowName[]
  readonly least: number
  readonly of: (score: Score) => Share
}

const aims: readonly Aim[] = [
  { what: 'needs hit@3', slices: ['need-sv', 'need-en'], least: 95, of: ({ three }) => three },
  { what: 'typos hit@3', slices: ['typo'], least: 97, of: ({ three }) => three },
  { what: 'out of scope', slices: ['outside'], least: 100, of: ({ own }) => own },
  { what: 'place', slices: ['place'], least: 100, of: ({ own }) => own },
  { what: 'closed', slices: ['closed'], least: 100, of: ({ own }) => own },
]

/** The questions that are not tuned on against the aims, a line for each set. */
export function conclude(measured: readonly Measured[]): string {
  const unseen = measured.filter(({ set }) => set !== 'tuned')
  if (unseen.length === 0) return 'No conclusion: only questions that are not tuned on tell.'
  return unseen.map(concludeOn).join('\n')
}

function concludeOn({ set, judged }: Measured): string {
  const told = aims.map(({ what, slices, least, of }) => {
    const share = of(score(judged.filter((one) => slices.includes(rowOf(one.question)))))
    const met = 100 * share.hits >= least * share.of ? 'met' : 'NOT met'
    return `${what} ${share.hits} of ${share.of} = ${percent(share)} (aim ${least} %: ${met})`
  })
  const never = judged.flatMap((one) => one.faults)
  const count = (fault: (typeof faults)[number]) => never.filter((one) => one === fault).length
  const bad = count('outside area') + count('closed as open')
  told.push(`outside its area or closed as open ${bad} (aim 0: ${bad === 0 ? 'met' : 'NOT met'})`)
  return `On ${set}: ${told.join('; ')}.`
}
