import { addSeconds, localTime, nextOpening } from './calendar.ts'
import type { Absence } from './case.ts'
import { officeOrDuty, shortName } from './offices.ts'
import { dayInWords, timeInWords } from './promise.ts'
import { findReceiver } from './routing.ts'
import { officeName, type Scene, whenInWords } from './scene.ts'

/** "1 juli–21 juli": the last day is the last one away. */
function periodInWords(absence: Absence, scene: Scene): string {
  const { at, language } = scene
  const inWords = (time: string): string => dayInWords(localTime(time).toPlainDate(), at, language)
  const first = inWords(absence.from)
  if (localTime(absence.to).hour !== 0) return `${first}–${whenInWords(scene, absence.to)}`
  const last = inWords(addSeconds(absence.to, -1))
  return first === last ? first : `${first}–${last}`
}

/** Who takes theirs, as things are: whom they named may be away as well, and then it is said. */
function coverInWords(absence: Absence, scene: Scene, others: readonly Absence[]): string {
  const { offices } = scene
  const { office, from, stand_in } = absence
  const absences = [absence, ...others]
  const given = { offices, absences, declined: [] }
  const receiver = findReceiver({ ...given, municipality: office, at: from })
  if (receiver.live === 'no') return scene.say('absence.nobody')
  const covers = scene.say('absence.covers', { stand_in: officeName(scene, receiver.office) })
  if (stand_in === undefined || stand_in === receiver.office) return covers
  return `${scene.say('absence.also-away', { stand_in: shortName(offices, stand_in) })} ${covers}`
}

/** The receipt: who is away when and back when, and who takes theirs. `others` are the absences known beside it. */
export function describeAbsence(
  absence: Absence,
  scene: Scene,
  others: readonly Absence[] = [],
): string {
  const { office, to } = absence
  const opens = nextOpening(officeOrDuty(scene.offices, office), to)
  const set = scene.say('absence.set', {
    office: officeName(scene, office),
    period: periodInWords(absence, scene),
    back: timeInWords(opens, scene.at, scene.language),
  })
  return `${set} ${coverInWords(absence, scene, others)}`
}

/** A line for each absence, soonest first; that there is none is said as well. */
export function listAbsencesInWords(absences: readonly Absence[], scene: Scene): string {
  const lines = absences
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))
    .map((one) => {
      const { office, stand_in } = one
      const period = periodInWords(one, scene)
      const place = shortName(scene.offices, office)
      return stand_in === undefined
        ? scene.say('absence.line', { place, period })
        : scene.say('absence.line-covered', {
            place,
            period,
            stand_in: shortName(scene.offices, stand_in),
          })
    })
  return lines.length === 0 ? scene.say('absence.none') : lines.join('\n')
}
