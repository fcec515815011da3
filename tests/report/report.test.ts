import { describe, expect, test } from 'vitest'
import { dayOf } from '../../adapters/clock.ts'
import { writeAs } from '../../adapters/report/write.ts'
import { replayCase } from '../../src/cases/apply.ts'
import { workingMinutes } from '../../src/cases/calendar.ts'
import type { Case, CaseEvent } from '../../src/cases/moves.ts'
import { createConversation } from '../../src/conversation/conversation.ts'
import { playTurns } from '../../src/conversation/play.ts'
import { type Asked, buildReport, type Report, readAsked, writeReport } from '../../src/index.ts'
import { offices } from '../cases/setting.ts'
import { knowledge } from '../notify/setting.ts'
import { createHistories } from './histories.ts'

const events = createHistories(knowledge, 160)
const made = '2026-12-31T12:00:00Z'
const year = { from: '2026-01-01', to: '2026-12-31', municipality: 'all', made }

function report(period: Partial<typeof year> = {}, asked: readonly Asked[] = []): Report {
  return buildReport({ ...year, ...period }, { knowledge, events, asked, dayOf })
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((a, b) => a + b, 0)

/** Counted anew, event by event, without the report's own code. */
function bruteForce(from: string, to: string) {
  const ids = events
    .filter((e) => e.what === 'open' && dayOf(e.at) >= from && dayOf(e.at) <= to)
    .map((e) => e.case)
  const histories = ids.map((id) =>
    events.filter((e) => e.case === id).toSorted((a, b) => a.version - b.version),
  )
  const draftOf = (history: readonly CaseEvent[]) =>
    JSON.parse(history[0]?.values.case ?? '{}') as Case
  const isUndone = (history: readonly CaseEvent[], event: CaseEvent) =>
    history.find((e) => e.version > event.version && ['undo', 'reopen'].includes(e.what))?.what ===
    'undo'
  const firstContact = (history: readonly CaseEvent[]) =>
    history.find(
      (e) =>
        e.what === 'reached' ||
        e.what === 'message-to-company' ||
        (e.what === 'close' &&
          ['advice', 'referred'].includes(e.values.help ?? '') &&
          !isUndone(history, e)),
    )
  const waits = histories.flatMap((history) => {
    const contact = firstContact(history)
    const { opened, office } = draftOf(history)
    const calendar = Object.entries(offices.offices).find(([id]) => id === office)?.[1]
    return contact === undefined || calendar === undefined
      ? []
      : [workingMinutes(calendar, opened, contact.at)]
  })
  const within = histories.filter((history) => {
    const contact = firstContact(history)
    return contact !== undefined && Date.parse(contact.at) <= Date.parse(draftOf(history).promised)
  })
  return { ids, histories, waits: waits.toSorted((a, b) => a - b), within: within.length }
}

describe('the numbers', () => {
  test('agree with a count straight from the history', () => {
    const { ids, histories, waits, within } = bruteForce(year.from, year.to)
    const { total, standing, referrals, help, hours, ratings } = report()
    expect(total.cases).toBe(ids.length)
    expect(total.contact.within).toBe(within)
    expect(events.some((e) => e.what === 'undo')).toBe(true)
    expect(total.contact.late).toBe(waits.length - within)
    expect(total.contact.unanswered).toBe(ids.length - waits.length)
    expect(total.contact.median_minutes).toBe(
      waits[Math.ceil(ids.length * 0.5) - 1] ?? 'unanswered',
    )
    expect(sum(referrals)).toBe(events.filter((e) => e.what === 'refer').length)
    const ends = histories.map((history) => replayCase(history))
    expect(standing.withdrawn ?? 0).toBe(ends.filter((one) => one?.withdrawn !== undefined).length)
    expect(help.advice).toBe(
      ends.filter(
        (one) =>
          one?.state === 'closed' && one.withdrawn === undefined && one.outcome?.help === 'advice',
      ).length,
    )
    const noted = ends.flatMap((one) =>
      one?.outcome?.hours === undefined ? [] : [one.outcome.hours],
    )
    expect(hours).toEqual({ cases: noted.length, sum: noted.reduce((a, b) => a + b, 0) })
    expect(sum(ratings)).toBe(ends.filter((one) => one?.rating !== undefined).length)
    expect(
      new Set(
        ends.map((one) => (one?.contact.organisation_number === '' ? one.conversation : 'same')),
      ).size,
    ).toBe(total.companies)
  })

  test('add up: every case stands once in every table', () => {
    const one = report()
    for (const groups of [one.municipalities, one.needs, one.sizes, one.languages]) {
      const all = Object.values(groups)
      expect(all.reduce((cases, group) => cases + group.cases, 0)).toBe(one.total.cases)
      expect(all.reduce((within, group) => within + group.contact.within, 0)).toBe(
        one.total.contact.within,
      )
      for (const { cases, companies, helped, contact } of all) {
        expect(contact.within + contact.late + contact.unanswered).toBe(cases)
        expect(companies).toBeLessThanOrEqual(cases)
        expect(helped).toBeLessThanOrEqual(companies)
      }
    }
    expect(sum(one.standing)).toBe(one.total.cases)
    expect(sum(one.help)).toBe(one.total.cases)
    expect(Object.values(one.sizes).length).toBeGreaterThan(5)
    const given = one.cross_help.reduce(
      (all, each) => all + each.gave_as_colleague + each.gave_instead,
      0,
    )
    const got = one.cross_help.reduce(
      (all, each) => all + each.got_as_colleague + each.got_instead,
      0,
    )
    expect(given).toBe(got)
    expect(given).toBeGreaterThan(5)
  })

  test('two halves of a year and ten municipalities make the whole', () => {
    const halves = [report({ to: '2026-06-30' }), report({ from: '2026-07-01' })]
    expect(halves.reduce((cases, { total }) => cases + total.cases, 0)).toBe(report().total.cases)
    const places = Object.keys(report().municipalities).map((municipality) =>
      report({ municipality }),
    )
    expect(places.reduce((cases, { total }) => cases + total.cases, 0)).toBe(report().total.cases)
    for (const { municipalities, period } of places)
      expect(Object.keys(municipalities)).toEqual([period.municipality])
  })

  test('a day ends at midnight in Stockholm', () => {
    const [event] = events
    if (event === undefined) throw new Error('no events')
    const at = '2026-06-30T22:30:00Z'
    const moved = {
      ...event,
      at,
      values: {
        ...event.values,
        case: JSON.stringify({ ...JSON.parse(event.values.case ?? '{}'), opened: at }),
      },
    }
    const count = (from: string) =>
      buildReport({ ...year, from }, { knowledge, events: [moved], asked: [], dayOf }).total.cases
    expect([count('2026-07-01'), count('2026-07-02')]).toEqual([1, 0])
  })

  test('most unanswered: the median says so instead of a number', () => {
    const opened = events.filter((e) => e.what === 'open')
    const { total } = buildReport(year, { knowledge, events: opened, asked: [], dayOf })
    expect(total.contact).toMatchObject({
      within: 0,
      unanswered: opened.length,
      median_minutes: 'unanswered',
      p90_minutes: 'unanswered',
    })
    const none = buildReport(year, { knowledge, events: [], asked: [], dayOf }).total
    expect(none).toMatchObject({ cases: 0, contact: { median_minutes: 'none' } })
  })

  test('a person named in a referral is not in the report', () => {
    const written = (['html', 'csv', 'json'] as const).map((format) =>
      writeAs(report(), knowledge, { format, language: 'sv' }),
    )
    for (const text of written) expect(text).not.toMatch(/Kalle|Eva Ek|556677/)
    expect(report().referrals.other).toBeGreaterThan(0)
    expect(report().referrals.almi ?? report().referrals['almi-nord']).toBeGreaterThan(0)
  })

  test('after the people are erased the numbers that need no person are the same', async () => {
    const { blankEvent } = await import('../../adapters/postgres/identity.ts')
    const erased = events.map((event) => blankEvent(event) as CaseEvent)
    const after = buildReport(year, { knowledge, events: erased, asked: [], dayOf })
    const before = report()
    expect(after.total.contact).toEqual(before.total.contact)
    for (const part of ['standing', 'help', 'hours', 'ratings', 'cross_help', 'offerings'] as const)
      expect(after[part]).toEqual(before[part])
    expect(Object.keys(before.sizes).length).toBeGreaterThan(4)
    const casesBy = (groups: Report['sizes']) =>
      Object.entries(groups).map(([key, { cases }]) => [key, cases])
    for (const part of ['municipalities', 'needs', 'sizes', 'languages'] as const)
      expect(casesBy(after[part])).toEqual(casesBy(before[part]))
  })
})

describe('asked for and offered by nobody', () => {
  const asked = (people: number, need: string, municipality = 'mala'): readonly Asked[] =>
    Array.from({ length: people }, (_, at) => ({
      person: `talk:${need}-${at}`,
      need,
      municipality,
    }))

  test('groups under five are hidden, and a person counts once', () => {
    const four = asked(4, 'export')
    const given = [...four, ...four, ...asked(5, 'crisis'), ...asked(7, 'crisis', 'unknown')]
    const { unmet } = buildReport(year, { knowledge, events: [], asked: given, dayOf })
    expect(unmet).toEqual({
      groups: [
        { need: 'crisis', municipality: 'unknown', people: 7 },
        { need: 'crisis', municipality: 'mala', people: 5 },
      ],
      hidden: { groups: 1, people: 4 },
    })
  })

  test('a question that finds nothing is one; one that finds something is not', () => {
    const now = '2026-11-23T10:00:00Z'
    const readOf = (text: string) => {
      const address = { channel: 'web', id: '1' } as const
      const before = {
        ...createConversation({ id: 'web:1', address, language: 'sv', now }),
        place: 'mala',
      }
      const { answer } = playTurns(knowledge, [text], { now, day: '2026-11-23' })
      const incoming = { kind: 'message', text, event: '1', address, locale: 'sv' } as const
      const record = {
        receipt: 'R',
        conversation: 'web:1',
        at: now,
        knowledge: '1',
        before,
        cases: [],
        absences: [],
        incoming,
        answer,
      }
      return readAsked(record, knowledge, '2026-11-23')
    }
    expect(readOf('jag vill låna pengar till en maskin i Malå')).toBeUndefined()
    expect(readOf('hej')).toBeUndefined()
    expect(readOf('tack så mycket')).toBeUndefined()
    expect(
      readOf('bidrag till kärnkraft för ubåtar i rymden zzz qqq')?.municipality ?? 'mala',
    ).toBe('mala')
  })
})

describe('in words', () => {
  test.each(['sv', 'en'] as const)('everything has a name in %s', (language) => {
    const given = ['tourism', 'other'].flatMap((need) =>
      Array.from({ length: 6 }, (_, at) => ({ person: String(at), need, municipality: 'outside' })),
    )
    const written = writeReport(report({}, given), knowledge, language)
    const texts = JSON.stringify(written)
    expect(texts.match(/"(report|case)\.[^"]*"/g)).toBeNull()
    expect(texts).not.toMatch(/\{\w+\}/)
  })

  test('the CSV is quoted, begins with its mark, and every line of a table is as long', () => {
    const csv = writeAs(report(), knowledge, { format: 'csv', language: 'sv' })
    expect(csv.startsWith('\ufeff')).toBe(true)
    for (const table of csv.slice(1).trimEnd().split('\r\n\r\n').slice(1)) {
      const widths = table
        .split('\r\n')
        .map(
          (line) =>
            (line.match(/("([^"]|"")*"|[^;]*)(;|$)/g) ?? []).filter((field) => field !== '').length,
        )
      expect(new Set(widths).size).toBe(1)
    }
    expect(csv).toContain('Andel inom löftet')
    expect(csv).not.toMatch(/(^|;)[=+@-]\w/m)
  })
})
