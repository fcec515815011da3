export type DayKind = 'off' | 'half' | 'ordinary'

/**
 * Red days by lag (1989:253) om allmänna helgdagar, as in force since 2005, and the eves that 7 § semesterlagen
 * (1977:480) puts beside them: Midsummer, Christmas, New Year. Half days are those before a red day on which Swedish
 * offices close at noon: before Epiphany, Maundy Thursday, Walpurgis eve, before All Saints. That is an assumption:
 * local agreements differ.
 */
const sameDate: Readonly<Record<string, DayKind>> = {
  '01-01': 'off',
  '01-05': 'half',
  '01-06': 'off',
  '04-30': 'half',
  '05-01': 'off',
  '06-06': 'off',
  '12-24': 'off',
  '12-25': 'off',
  '12-26': 'off',
  '12-31': 'off',
}

/** Days after Easter Sunday: Maundy Thursday to Easter Monday, Ascension, Whit Sunday. */
const fromEaster: ReadonlyMap<number, DayKind> = new Map([
  [-3, 'half'],
  [-2, 'off'],
  [0, 'off'],
  [1, 'off'],
  [39, 'off'],
  [49, 'off'],
])

/** A Saturday that falls on this date or within the six days after it, and the Friday before. */
const movableSaturdays: readonly { readonly from: string; readonly eve: DayKind }[] = [
  { from: '06-20', eve: 'off' },
  { from: '10-31', eve: 'half' },
]

const dayMs = 24 * 60 * 60 * 1000
const saturday = 6

/** What the almanac says of a day ("2026-06-19"), weekends aside. */
export function dayKind(day: string): DayKind {
  const at = Date.parse(day)
  const year = day.slice(0, 4)
  for (const { from, eve } of movableSaturdays) {
    const days = (at - saturdayFrom(Date.parse(`${year}-${from}`))) / dayMs
    if (days === 0) return 'off'
    if (days === -1) return eve
  }
  const kinds = [
    sameDate[day.slice(5)],
    fromEaster.get((at - Date.parse(easterOf(Number(year)))) / dayMs),
  ]
  return kinds.includes('off') ? 'off' : (kinds.find((kind) => kind !== undefined) ?? 'ordinary')
}

function saturdayFrom(epoch: number): number {
  return epoch + (saturday - new Date(epoch).getUTCDay()) * dayMs
}

/** Easter Sunday, "YYYY-MM-DD", by the Meeus/Jones/Butcher reckoning of the Gregorian calendar. */
function easterOf(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * late + 114
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${year}-${pad(Math.floor(days / 31))}-${pad((days % 31) + 1)}`
}
