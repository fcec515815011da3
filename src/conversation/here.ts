import { testArea } from '../eligibility/assess.ts'
import type { Knowledge, Offering } from '../knowledge/knowledge.ts'
import { hasBegun, statusOn } from '../knowledge/open-status.ts'
import type { Scene } from './step.ts'
import type { Understood } from './understand.ts'

/** Whether it is not for elsewhere than where the firm is; between places that are not decided, than one of them. */
export function isForThere(
  { conversation }: Scene,
  { place: said }: Pick<Understood, 'place'>,
  offering: Offering | undefined,
): boolean {
  if (offering === undefined) return false
  const { area } = offering
  if (conversation.place !== undefined || said?.kind !== 'ask' || said.candidates.length === 0)
    return testArea(area, conversation.place) !== 'no'
  return said.candidates.some((one) => testArea(area, one) !== 'no')
}

/** The ids of what is not for another place than the firm's: all, what is not closed, what has ended, and what has ended by now. */
export interface Here {
  readonly all: ReadonlySet<string>
  readonly open: ReadonlySet<string>
  readonly ended: ReadonlySet<string>
  readonly endedByNow: ReadonlySet<string>
}

/** Looked up once for all who ask from a place on a day. */
const known = new WeakMap<Knowledge['offerings'], Map<string, Here>>()
const mostKnown = 20

export function findHere({ knowledge, conversation, day }: Scene): Here {
  const { offerings } = knowledge
  const byPlace = known.get(offerings) ?? new Map<string, Here>()
  known.set(offerings, byPlace)
  const key = `${day} ${conversation.place}`
  const before = byPlace.get(key)
  if (before !== undefined) return before
  if (byPlace.size >= mostKnown) byPlace.clear()
  const here = listHere(offerings, conversation.place, day)
  byPlace.set(key, here)
  return here
}

function listHere(offerings: Knowledge['offerings'], place: string | undefined, day: string): Here {
  const all = [...offerings.values()].filter(({ area }) => testArea(area, place) !== 'no')
  const isOpen = ({ open }: (typeof all)[number]) => statusOn(open, day) !== 'closed'
  const elsewhere = [...offerings.values()].filter(({ area }) => area === 'outside')
  const begun = [...new Set([...all, ...elsewhere])].filter(({ open }) => hasBegun(open, day))
  const ended = begun.filter((one) => !isOpen(one))
  const saidEnded = begun.filter(({ open }) => open.status === 'closed')
  const list = (some: readonly { readonly id: string }[]) => new Set(some.map(({ id }) => id))
  return {
    all: list(all),
    open: list(all.filter(isOpen)),
    ended: list(ended),
    endedByNow: list([...ended, ...saidEnded]),
  }
}
