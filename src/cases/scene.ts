import type { Language } from '../chat.ts'
import { formatDate } from '../date-words.ts'
import { clockOf, isSameDay } from './calendar.ts'
import type { Actor, Instant, OfficeId } from './case.ts'
import { type Offices, officeOrDuty, shortName } from './offices.ts'
import { timeInWords } from './promise.ts'

/** Says a sentence of `knowledge/texts/cases.<language>.yaml`, its {placeholders} filled in. */
export type Say = (key: string, values?: Readonly<Record<string, string>>) => string

/** What is needed to put a case in words: a language, the offices' names and today. */
export interface Scene {
  readonly language: Language
  readonly say: Say
  readonly offices: Offices
  readonly at: Instant
  /** Where an offering can be read about; empty when there is nowhere. */
  readonly linkTo: (offering: string) => string
}

/** "Näringslivskontoret, Lycksele kommun". */
export function officeName(scene: Scene, id: OfficeId): string {
  return officeOrDuty(scene.offices, id).name[scene.language]
}

/** "Anna, Åsele" for colleagues; the company and the clockwork by what they are. */
export function actorInWords(scene: Scene, actor: Actor): string {
  if (actor.kind !== 'officer') return scene.say(`case.by.${actor.kind}`)
  const office = shortName(scene.offices, actor.officer.office)
  const { name } = actor.officer
  return name === '' || name === office ? office : `${name}, ${office}`
}

/** "10:42" today, else with the day. */
export function whenInWords(scene: Scene, at: Instant): string {
  return isSameDay(at, scene.at) ? clockOf(at) : timeInWords(at, scene.at, scene.language)
}

/** "Lycksele 0950-166 00 (kommunens kundtjänst, uppgift från 8 maj 2018)"; nothing when no number is known. */
export function phoneInWords(scene: Scene, id: OfficeId): string {
  const { phone, municipality } = officeOrDuty(scene.offices, id)
  if (phone === undefined) return ''
  const { number, what, as_of } = phone
  return scene.say('case.phone', {
    office: municipality,
    number,
    what: what[scene.language],
    as_of: formatDate(as_of, scene.language),
  })
}
