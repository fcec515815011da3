import type { Action, Reply } from '../chat.ts'
import { type Case, ratings } from './case.ts'
import { type CompanyChoice, writeCasePress } from './case-press.ts'
import { guardOf } from './guard.ts'
import { targetOf } from './legal.ts'
import type { Notice, NoticeKind } from './notice.ts'
import { shortName } from './offices.ts'
import { promiseInWords } from './promise.ts'
import { officeName, phoneInWords, type Scene } from './scene.ts'

const delayChoices = ['wait', 'next-office', 'withdraw'] as const

function button(
  current: Case,
  scene: Scene,
  press: { action: CompanyChoice; value: string; label: string },
): Action {
  const { action, value, label } = press
  const id = writeCasePress(current.id, { action, version: current.version, value })
  return { kind: 'press', label: scene.say(label), press: id, weight: 'plain' }
}

/** What the company can choose when the promise is late. */
function choicesWhenLate(current: Case, scene: Scene): readonly Action[] {
  return delayChoices
    .filter((a) => targetOf(current, a) !== 'refused' && guardOf(current, a, scene.at) === 'ok')
    .map((action) => button(current, scene, { action, value: '', label: `case.choice.${action}` }))
}

function ratingChoices(current: Case, scene: Scene): readonly Action[] {
  return ratings.map((how) =>
    button(current, scene, { action: 'rate', value: how, label: `case.rating.${how}` }),
  )
}

function phones(current: Case, scene: Scene): string {
  const offices = [...new Set([current.office, current.municipality, scene.offices.duty])]
  const known = offices.filter((o) => o in scene.offices.offices).map((o) => phoneInWords(scene, o))
  return known.filter((p) => p !== '').join('\n')
}

function valuesOf(notice: Notice, current: Case, scene: Scene): Readonly<Record<string, string>> {
  const { values } = notice
  const office = values.office ?? current.office
  const title = values.title ?? ''
  return {
    ...values,
    case: current.id,
    office: officeName(scene, office),
    place: shortName(scene.offices, office),
    helper: shortName(scene.offices, values.helper ?? ''),
    who: title === '' ? officeName(scene, office) : `${title}, ${officeName(scene, office)}`,
    promised: promiseInWords(current.promised, scene.at, scene.language),
    phones: phones(current, scene),
    how: values.how === undefined ? '' : scene.say(`case.rating.${values.how}`),
  }
}

const withChoices: Partial<Record<NoticeKind, (current: Case, scene: Scene) => readonly Action[]>> =
  {
    delayed: choicesWhenLate,
    closed: ratingChoices,
  }

/** The sentence of a notice: a message to the company or the officer, the line above an office's card. */
export function noticeInWords(notice: Notice, current: Case, scene: Scene): string {
  return scene.say(`case.notice.${notice.what}`, valuesOf(notice, current, scene))
}

/** A notice to the company or an officer, as replies. `scene` is in the reader's language. */
export function drawNotice(notice: Notice, current: Case, scene: Scene): readonly Reply[] {
  const text = noticeInWords(notice, current, scene)
  const options = withChoices[notice.what]?.(current, scene) ?? []
  if (options.length === 0) return [{ kind: 'text', text, tone: 'plain', links: [] }]
  return [{ kind: 'choices', text, because: '', options }]
}
