import ical, { type ICalCalendar } from 'ical-generator'
import {
  type Activities,
  type Activity,
  createSay,
  findActivities,
  type Knowledge,
  type Language,
} from '../../src/index.ts'

export interface CalendarParts {
  readonly knowledge: Pick<Knowledge, 'messages' | 'offices'>
  readonly activities: Activities
  /** Today in Stockholm, "YYYY-MM-DD": what has ended is left out. */
  readonly day: string
  readonly language?: Language
}

type Say = ReturnType<typeof createSay>

/** A day that stands in the calendar. */
interface Entry {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly summary: string
}

/** Months of applications are no appointment: their first and last days are. */
function listEntries(activity: Activity, language: Language, say: Say): readonly Entry[] {
  const { id, kind, name: names, from = '', to = from } = activity
  const name = names[language]
  const opens = { id: `${id}-opens`, from, to: from, summary: say('calendar.opens', { name }) }
  const closes = { id: `${id}-closes`, from: to, to, summary: say('calendar.closes', { name }) }
  switch (kind) {
    case 'round':
      return [opens, closes]
    case 'opening':
      return [opens]
    case 'last-day':
      return [closes]
    case 'breakfast':
    case 'meeting':
    case 'workshop':
      return [{ id, from, to, summary: name }]
  }
}

function describe(activity: Activity, language: Language, say: Say): string {
  const { audience, when, dates_assumed: assumed, source } = activity
  const lines = [
    audience[language],
    when?.[language] ?? '',
    assumed === true ? say('calendar.assumed') : '',
    say('calendar.source', { url: source.url, checked: source.checked }),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

const dayLong = 24 * 60 * 60 * 1000

/** A whole day: in UTC throughout, so that no time zone moves it. The end is not included. */
function add(calendar: ICalCalendar, entry: Entry, activity: Activity, description: string): void {
  const { id, from, to, summary } = entry
  const { sign_up, source } = activity
  calendar.createEvent({
    id: `${id}@lotsen`,
    start: new Date(`${from}T00:00:00Z`),
    end: new Date(Date.parse(`${to}T00:00:00Z`) + dayLong),
    allDay: true,
    timezone: 'UTC',
    summary,
    description,
    url: sign_up ?? source.url,
    // The same calendar is the same text: the stamp is when the facts were checked.
    stamp: new Date(`${source.checked}T00:00:00Z`),
  })
}

/** A municipality's activities as iCalendar; nothing for an id that is none of the ten. Undated ones have no place in it. */
export function createCalendar(municipality: string, parts: CalendarParts): string | undefined {
  const { knowledge, activities, day, language = 'sv' } = parts
  const office = Object.entries(knowledge.offices.offices).find(([id]) => id === municipality)?.[1]
  if (office === undefined) return undefined
  const say = createSay(knowledge.messages, language)
  const name = say('calendar.name', { place: office.municipality })
  const calendar = ical({
    name,
    prodId: { company: 'Lotsen', product: 'Lotsen' },
    ttl: dayLong / 1000,
  })
  for (const activity of findActivities(activities, { place: municipality, from: day }).dated) {
    const description = describe(activity, language, say)
    for (const entry of listEntries(activity, language, say))
      if (entry.to >= day) add(calendar, entry, activity, description)
  }
  return calendar.toString()
}
