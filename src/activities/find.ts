import { municipalityIds } from '../knowledge/terms.ts'
import { fold, readTokens } from '../knowledge/words.ts'
import type { Activities, Activity, ActivityKind } from './schema.ts'

export interface Wanted {
  /** One of the ten; absent asks for all. */
  readonly place?: string | undefined
  /** The first and the last day asked for, "YYYY-MM-DD". */
  readonly from: string
  readonly to?: string | undefined
  readonly themes?: readonly string[]
  /** What the person said it is about; words that fit nothing are passed over. */
  readonly words?: readonly string[]
}

export interface FoundActivities {
  /** Within the days asked for, soonest first. */
  readonly dated: readonly Activity[]
  /** Recurring, without dates we know: worth a question to the office, never a promise. */
  readonly undated: readonly Activity[]
}

const kindWords: Readonly<Record<ActivityKind, readonly string[]>> = {
  breakfast: ['frukost', 'frukostmöte', 'breakfast', 'träff', 'nätverk', 'network'],
  meeting: ['möte', 'träff', 'meeting', 'nätverk', 'network'],
  workshop: ['workshop', 'kurs', 'utbildning', 'course', 'training'],
  round: ['ansökan', 'omgång', 'utlysning', 'deadline', 'round', 'call'],
  opening: ['ansökan', 'öppnar', 'omgång', 'utlysning', 'opening', 'round', 'call'],
  'last-day': ['ansökan', 'deadline', 'stänger', 'round', 'call', 'closing'],
}

/** What fits place, days, themes and words. */
export function findActivities(activities: Activities, wanted: Wanted): FoundActivities {
  const all = Object.entries(activities).map(([id, one]): Activity => ({ id, ...one }))
  const near = all.filter((one) => isIn(one, wanted.place) && isAbout(one, wanted.themes ?? []))
  const fitting = keepBest(near, wanted.words ?? [])
  const dated = fitting.filter((one) => one.from !== undefined && overlaps(one, wanted))
  return {
    dated: dated.toSorted(
      (a, b) => compare(soonest(a, wanted), soonest(b, wanted)) || compare(a.id, b.id),
    ),
    undated: fitting.filter((one) => one.from === undefined),
  }
}

function isIn({ place }: Activity, wanted: string | undefined): boolean {
  return wanted === undefined || place === 'all' || place.some((one) => one === wanted)
}

function isAbout({ themes }: Activity, wanted: readonly string[]): boolean {
  return wanted.length === 0 || themes.some((theme) => wanted.includes(theme))
}

function overlaps({ from = '', to = from }: Activity, wanted: Wanted): boolean {
  return wanted.from <= to && (wanted.to === undefined || from <= wanted.to)
}

/** What comes next of it: its beginning, or its last day once it has begun. */
function soonest({ from = '', to = from }: Activity, wanted: Wanted): string {
  return from >= wanted.from ? from : to
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Those that most of the telling words fit; all when no word tells. */
function keepBest(activities: readonly Activity[], words: readonly string[]): readonly Activity[] {
  const counted = activities.map((one) => ({ one, fits: countFitting(one, words) }))
  const most = Math.max(0, ...counted.map(({ fits }) => fits))
  return counted.filter(({ fits }) => fits === most).map(({ one }) => one)
}

const shortestStem = 4
/** Said of nearly everything here, and of where it is: they tell nothing of what is wanted. */
const untelling = new Set<string>([
  ...municipalityIds,
  'foretag',
  'foretagare',
  'company',
  'companies',
])

function tellingWords(texts: readonly string[]): readonly string[] {
  const words = texts.flatMap((text) => readTokens(text).map(({ word }) => fold(word)))
  return [...new Set(words)].filter((word) => word.length >= shortestStem && !untelling.has(word))
}

function countFitting(
  { name, kind, words: more = [] }: Activity,
  words: readonly string[],
): number {
  const own = tellingWords([name.sv, name.en, ...more, ...kindWords[kind]])
  return tellingWords(words).filter((word) => own.some((one) => isLike(one, word))).length
}

/** "frukostar" and "frukostmöte" are both about "frukost". */
function isLike(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= shortestStem && long.startsWith(short)
}
