import { readList } from './apply.ts'
import { actorOf, type CaseEvent } from './event.ts'
import type { Moved } from './moves.ts'
import { shortName } from './offices.ts'
import { actorInWords, type Scene, whenInWords } from './scene.ts'

/** Words for an event's values: offices by name, reasons and outcomes in the reader's language. */
function valuesInWords(event: CaseEvent, scene: Scene): Readonly<Record<string, string>> {
  const { values } = event
  const office = values.office ?? ''
  const offices = readList(values.offices ?? '').map((o) => shortName(scene.offices, o))
  const competence = Object.entries(scene.offices.competences).find(
    ([id]) => id === values.competence,
  )
  return {
    ...values,
    by: actorInWords(scene, actorOf(event)),
    office: office === '' ? '' : shortName(scene.offices, office),
    offices: offices.join(', '),
    competence: competence?.[1].name[scene.language] ?? '',
    reason: values.reason === undefined ? '' : scene.say(`case.reason.${values.reason}`),
    help: values.help === undefined ? '' : scene.say(`case.outcome.${values.help}`),
    how: values.how === undefined ? '' : scene.say(`case.rating.${values.how}`),
  }
}

function keyOf(event: CaseEvent): string {
  const { what, values } = event
  const nobody = what === 'colleague-decline' || what === 'colleague-timeout'
  if (nobody && values.office === '') return `case.history.${what}.nobody`
  if (what === 'reminder-sent')
    return values.offices === '' ? `case.history.${what}.company` : `case.history.${what}`
  return `case.history.${what}`
}

/** One line of history in the reader's language. What was written stays out: notes and messages are shown apart. */
export function describeEvent(event: CaseEvent, scene: Scene): string {
  return scene.say(keyOf(event), valuesInWords(event, scene))
}

/** "redan tagen av Åsele 10:42": what the case has become since the button was drawn. */
export function describeStale(stale: Moved & { kind: 'stale' }, scene: Scene): string {
  const { by, action, at, case: current } = stale
  const office =
    by.kind === 'officer'
      ? shortName(scene.offices, by.officer.office)
      : scene.say(`case.by.${by.kind}`)
  const now = shortName(scene.offices, current.office)
  return scene.say(`case.stale.${action}`, {
    by: office,
    office: now,
    time: whenInWords(scene, at),
  })
}

/** Why a press was refused, in a sentence. */
export function describeRefusal(refused: Moved & { kind: 'refused' }, scene: Scene): string {
  return scene.say(`case.refused.${refused.why}`)
}

/** What was done, for the person who pressed. */
export function describeMoved(moved: Moved & { kind: 'moved' }, scene: Scene): string {
  const last = moved.events.at(-1)
  return last === undefined ? scene.say('case.already-done') : describeEvent(last, scene)
}
