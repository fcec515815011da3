import { readNeed } from '../conversation/needs.ts'
import { isOfTheTen } from '../conversation/place.ts'
import { setScene } from '../conversation/scene.ts'
import { turn } from '../conversation/turn.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { TurnRecord } from '../ports.ts'
import { groupBy } from './group-by.ts'
import type { CaseRecord } from './record.ts'

/** Someone asked for something that nobody offers now. */
export interface Asked {
  /** Counted once per need and place, however often it is asked. */
  readonly person: string
  readonly need: string
  /** One of the ten, `outside` or `unknown`. */
  readonly municipality: string
}

export interface Unmet {
  readonly groups: readonly {
    readonly need: string
    readonly municipality: string
    readonly people: number
  }[]
  /** Groups too small to be shown without pointing at someone. */
  readonly hidden: { readonly groups: number; readonly people: number }
}

const smallestShown = 5

/** A question to which nothing could be shown that is open and may fit; nothing when it was another kind of message. */
export function readAsked(
  record: TurnRecord,
  knowledge: Knowledge,
  day: string,
): Asked | undefined {
  const { incoming, before, answer } = record
  if (incoming.kind !== 'message') return undefined
  const cards = answer.replies.flatMap((reply) => (reply.kind === 'offering' ? [reply.card] : []))
  if (
    cards.some(({ status, eligibility }) => status.code !== 'closed' && eligibility.code !== 'no')
  )
    return undefined
  const [first] = cards
  if (first !== undefined)
    return askedFor(record, knowledge.offerings.get(first.offering)?.themes[0])
  const step = turn({
    knowledge,
    conversation: before,
    incoming,
    now: record.at,
    day,
    cases: record.cases,
    absences: record.absences,
  })
  const found = step.replies.some(({ kind }) => kind === 'offering')
  if (step.trace.intent !== 'find' || found || step.trace.question !== null) return undefined
  const { conversation } = step
  const scene = setScene(
    { knowledge, conversation, now: record.at, day, cases: [], absences: [] },
    conversation.language,
  )
  const [nearest] = knowledge.search.find(readNeed(scene), 1, () => true)
  return askedFor(
    { ...record, before: conversation },
    knowledge.offerings.get(nearest?.id ?? '')?.themes[0],
  )
}

function askedFor({ conversation, before }: TurnRecord, theme: string | undefined): Asked {
  return {
    person: `talk:${conversation}`,
    need: theme ?? 'other',
    municipality: placeOf(before.place),
  }
}

function placeOf(place: string | undefined): string {
  if (place === undefined) return 'unknown'
  return isOfTheTen(place) ? place : 'outside'
}

function askedInCase({ company, need, municipality }: CaseRecord): Asked {
  return { person: company, need, municipality }
}

/** Talks and cases together; a group of fewer than five people is hidden. */
export function countUnmet(asked: readonly Asked[], records: readonly CaseRecord[]): Unmet {
  const all = [...asked, ...records.filter(({ offered }) => offered === 'no').map(askedInCase)]
  const groups = [
    ...groupBy(all, ({ need, municipality }) => `${need} ${municipality}`).values(),
  ].map((group) => {
    const { need = 'other', municipality = 'unknown' } = group[0] ?? {}
    return { need, municipality, people: new Set(group.map(({ person }) => person)).size }
  })
  const shown = groups.filter(({ people }) => people >= smallestShown)
  const small = groups.filter(({ people }) => people < smallestShown)
  return {
    groups: shown.toSorted(
      (a, b) =>
        b.people - a.people ||
        (`${a.need} ${a.municipality}` < `${b.need} ${b.municipality}` ? -1 : 1),
    ),
    hidden: { groups: small.length, people: small.reduce((sum, { people }) => sum + people, 0) },
  }
}
