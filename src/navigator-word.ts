import { type AbsenceReading, endAbsences, readAbsence, type Stay } from './cases/absence.ts'
import { describeAbsence, listAbsencesInWords } from './cases/absence-receipt.ts'
import { isAboutAbsence } from './cases/absence-words.ts'
import type { Absence, Officer } from './cases/case.ts'
import { type CompetenceAnswer, listCompetence, listCompetences } from './cases/colleagues.ts'
import { shortName } from './cases/offices.ts'
import type { Scene } from './cases/scene.ts'
import type { Language } from './chat.ts'
import { type NavigatorParts, sceneFor } from './navigator-parts.ts'
import type { Transaction } from './ports.ts'

/** Plain words from an office: who is away, or who knows what. */
export interface OfficeWord {
  readonly event: string
  readonly officer: Officer
  readonly text: string
  readonly language?: Language
}

const competenceAsked =
  /(?:kompetens(?:en)?|kan|vet|kunnig(?:a)?|competence|knows?|skills?)(?: (?:i|om|på|inom|about|in|on))? (?<topic>[^?!.]+)/iu

const colleagueAsked = /^(?:var|vem|vilka|who|where|which)(?![\p{L}])/iu

/** Plainly an office's own word, so that it need not be said to be one: about being away, or who knows what. */
export function isOfficeWord({ knowledge }: NavigatorParts, text: string): boolean {
  if (isAboutAbsence(text)) return true
  const topic = competenceAsked.exec(text)?.groups?.topic?.trim()
  if (topic === undefined || /\s/.test(topic) || !colleagueAsked.test(text.trim())) return false
  return listCompetence(knowledge().offices, topic).length > 0
}

/** "Semester 1–21 juli, Malå tar våra", "var finns kompetens i export?": answered with a receipt. */
export async function hearOffice(
  parts: NavigatorParts,
  tx: Transaction,
  word: OfficeWord,
): Promise<string> {
  const now = parts.outside.now()
  const { offices } = parts.knowledge()
  const scene = sceneFor(parts.knowledge(), now, word.language ?? 'sv')
  const read = readAbsence({ text: word.text, office: word.officer.office, now, offices })
  const topic = competenceAsked.exec(word.text)?.groups?.topic
  const isAsked = read.kind === 'question' || read.kind === 'not-understood'
  const found = topic === undefined || !isAsked ? [] : listCompetence(offices, topic)
  if (found.length > 0) return tellCompetence(scene, found)
  if (read.kind === 'not-understood' && topic !== undefined)
    return `${scene.say('competence.unknown', { topic })}\n${tellCompetence(scene, listCompetences(offices))}`
  if ((await tx.seeEvent(word.event)).kind === 'seen') return scene.say('case.already-done')
  return noteAbsence(tx, read, scene)
}

async function noteAbsence(tx: Transaction, read: AbsenceReading, scene: Scene): Promise<string> {
  const known = await tx.listAbsences(scene.at)
  switch (read.kind) {
    case 'absence':
      await tx.saveAbsence(read.absence)
      return describeAbsence(read.absence, scene, known)
    case 'back':
      await end(tx, known, read, scene)
      return scene.say('absence.back', { office: shortName(scene.offices, read.office) })
    case 'called-off': {
      await end(tx, known, read, scene)
      const left = await tx.listAbsences(scene.at)
      const own = left.filter(({ office }) => office === read.office)
      return scene.say('absence.called-off', { absences: listAbsencesInWords(own, scene) })
    }
    case 'who':
      return listAbsencesInWords(known, scene)
    case 'question':
      return scene.say(`absence.ask.${read.ask}`)
    case 'not-understood':
      return scene.say('absence.not-understood')
  }
}

async function end(
  tx: Transaction,
  known: readonly Absence[],
  stay: Stay,
  { at }: Scene,
): Promise<void> {
  for (const ended of endAbsences(known, stay, at)) await tx.saveAbsence(ended)
}

function tellCompetence(scene: Scene, found: readonly CompetenceAnswer[]): string {
  const { offices } = scene
  return found
    .map(({ name, offices: known }) =>
      scene.say(known.length === 0 ? 'competence.nobody' : 'competence.who', {
        competence: name[scene.language],
        offices: known.map((id) => shortName(offices, id)).join(', '),
      }),
    )
    .join('\n')
}
