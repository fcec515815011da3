import type { Language } from '../chat.ts'
import type { Absence, Instant, OfficeId } from './case.ts'
import { distanceBetween } from './distance.ts'
import { findOffice, listOfficeIds, type Offices } from './offices.ts'
import { isAway } from './routing.ts'

export interface ColleagueSearch {
  readonly offices: Offices
  readonly competence: string
  readonly language: Language
  /** Offices not to be asked again. */
  readonly asked: readonly OfficeId[]
  /** Open cases per office. */
  readonly openLoad: Readonly<Record<OfficeId, number>>
  /** The office that asks. */
  readonly from: OfficeId
  readonly absences: readonly Absence[]
  readonly at: Instant
}

export interface Colleague {
  readonly office: OfficeId
  /** Unknown is not no: an office without the competence in its list is asked after those that have it. */
  readonly knows: 'yes' | 'unknown'
  readonly speaks: 'yes' | 'unknown'
  readonly kilometres: number
  readonly load: number
}

const order = { yes: 0, unknown: 1 } as const

/** Whom to ask, best first: competence, language, distance, open load. Those away and those already asked are left out. */
export function findColleagues(search: ColleagueSearch): readonly Colleague[] {
  return listOfficeIds(search.offices)
    .filter((id) => id !== search.from && !search.asked.includes(id) && !isAway(search, id))
    .map((id) => describeColleague(search, id))
    .toSorted(compareColleagues)
}

function describeColleague(search: ColleagueSearch, id: OfficeId): Colleague {
  const office = findOffice(search.offices, id)
  return {
    office: id,
    knows: office?.competences.includes(search.competence) === true ? 'yes' : 'unknown',
    speaks: office?.languages.includes(search.language) === true ? 'yes' : 'unknown',
    kilometres: Math.round(distanceBetween(search.offices, search.from, id)),
    load: search.openLoad[id] ?? 0,
  }
}

/** Distance counts in steps of 100 km, so that load decides between offices that are about as near. */
function compareColleagues(a: Colleague, b: Colleague): number {
  const steps = (c: Colleague): number => Math.floor(c.kilometres / 100)
  return (
    order[a.knows] - order[b.knows] ||
    order[a.speaks] - order[b.speaks] ||
    steps(a) - steps(b) ||
    a.load - b.load ||
    a.kilometres - b.kilometres
  )
}

export interface CompetenceAnswer {
  readonly competence: string
  readonly name: { readonly sv: string; readonly en: string }
  /** Offices whose list has it; empty when none has said so. */
  readonly offices: readonly OfficeId[]
}

/** Every competence there is a word for, and who has it. */
export function listCompetences(offices: Offices): readonly CompetenceAnswer[] {
  return Object.entries(offices.competences).map(([competence, { name }]) => ({
    competence,
    name,
    offices: listOfficeIds(offices).filter((id) =>
      findOffice(offices, id)?.competences.includes(competence),
    ),
  }))
}

/** "Var finns kompetens i ...": the competences that the topic, or else one of its words, means, and who has them. */
export function listCompetence(offices: Offices, topic: string): readonly CompetenceAnswer[] {
  const asked = topic.trim().toLowerCase()
  const meant = (words: readonly string[]): readonly CompetenceAnswer[] =>
    listCompetences(offices).filter(({ competence, name }) => {
      const known = offices.competences[competence]?.words ?? []
      const all = [competence, name.sv, name.en, ...known]
      return words.some((word) => all.some((one) => means(word, one)))
    })
  const whole = meant([asked])
  return whole.length > 0 ? whole : meant(asked.split(/[\s,]+/))
}

const shortest = 4

/** The same word, or one begins the other when long enough ("upphandlingar", "exportfrågor"). */
function means(asked: string, known: string): boolean {
  const word = known.toLowerCase()
  if (asked === word) return true
  if (word.length >= shortest && asked.startsWith(word)) return true
  return asked.length >= shortest && word.startsWith(asked)
}
