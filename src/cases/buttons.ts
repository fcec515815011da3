import type { CaseButton, Field } from '../chat.ts'
import {
  type Case,
  type CaseAction,
  declineReasons,
  helpOutcomes,
  type Officer,
  offeringOutcomes,
} from './case.ts'
import { guardOf } from './guard.ts'
import { hasRole, targetOf } from './legal.ts'
import type { Scene } from './scene.ts'

interface Sketch {
  readonly name: string
  readonly type: Field['type']
  readonly required: Field['required']
  readonly options?: Field['options']
  /** The label's key, when it is not the field's own. */
  readonly label?: string
}

function field(scene: Scene, sketch: Sketch): Field {
  const { name, type, required, options = [], label } = sketch
  const blank = { hint: '', value: '', error: '', autocomplete: 'off' }
  return {
    ...blank,
    name,
    type,
    required,
    options,
    label: label ?? scene.say(`case.field.${name}`),
  }
}

function choices(scene: Scene, group: string, values: readonly string[]): Field['options'] {
  return values.map((value) => ({ value, label: scene.say(`case.${group}.${value}`) }))
}

const unsaid = (scene: Scene): Field['options'][number] => ({
  value: '',
  label: scene.say('case.unsaid'),
})

function municipalities(scene: Scene): Field['options'] {
  const all = Object.entries(scene.offices.offices)
  return [unsaid(scene), ...all.map(([value, office]) => ({ value, label: office.municipality }))]
}

function competences(scene: Scene): Field['options'] {
  const all = Object.entries(scene.offices.competences)
  return all.map(([value, { name }]) => ({ value, label: name[scene.language] }))
}

function offerings(scene: Scene, current: Case): Field['options'] {
  return [unsaid(scene), ...current.offerings.map(({ id, name }) => ({ value: id, label: name }))]
}

type Form = (scene: Scene, current: Case) => readonly Field[]

const noForm: Form = () => []
const writing: Form = (scene) => [
  field(scene, { name: 'text', type: 'long-text', required: 'yes' }),
]

const declineForm: Form = (scene) => [
  field(scene, {
    name: 'reason',
    type: 'choice',
    required: 'yes',
    options: choices(scene, 'reason', declineReasons),
  }),
  field(scene, {
    name: 'municipality',
    type: 'choice',
    required: 'no',
    options: municipalities(scene),
  }),
  field(scene, { name: 'text', type: 'long-text', required: 'no' }),
]

const referForm: Form = (scene, current) => [
  field(scene, {
    name: 'offering',
    type: 'choice',
    required: 'no',
    options: offerings(scene, current),
  }),
  field(scene, { name: 'provider', type: 'text', required: 'no' }),
]

const inviteForm: Form = (scene) => [
  field(scene, {
    name: 'competence',
    type: 'choice',
    required: 'yes',
    options: competences(scene),
  }),
  field(scene, { name: 'question', type: 'long-text', required: 'no' }),
]

const closeForm: Form = (scene, current) => {
  const outcomes = [unsaid(scene), ...choices(scene, 'outcome', offeringOutcomes)]
  const each = current.offerings.map(({ id, name }) =>
    field(scene, {
      name: `offering.${id}`,
      type: 'choice',
      required: 'no',
      options: outcomes,
      label: name,
    }),
  )
  return [
    field(scene, {
      name: 'help',
      type: 'choice',
      required: 'yes',
      options: choices(scene, 'outcome', helpOutcomes),
    }),
    ...each,
    field(scene, { name: 'hours', type: 'text', required: 'no' }),
    field(scene, { name: 'text', type: 'long-text', required: 'no' }),
  ]
}

interface ButtonKind {
  readonly action: CaseAction
  readonly weight: CaseButton['weight']
  readonly form: Form
}

/** What an office can press, in the order shown. */
const buttons: readonly ButtonKind[] = [
  { action: 'take', weight: 'main', form: noForm },
  { action: 'colleague-accept', weight: 'main', form: noForm },
  { action: 'colleague-decline', weight: 'plain', form: noForm },
  { action: 'reached', weight: 'main', form: noForm },
  { action: 'not-reached', weight: 'plain', form: noForm },
  { action: 'message-to-company', weight: 'plain', form: writing },
  { action: 'note', weight: 'plain', form: writing },
  { action: 'refer', weight: 'plain', form: referForm },
  { action: 'invite-colleague', weight: 'plain', form: inviteForm },
  { action: 'close', weight: 'main', form: closeForm },
  { action: 'undo', weight: 'plain', form: noForm },
  { action: 'reopen', weight: 'plain', form: noForm },
  { action: 'decline', weight: 'danger', form: declineForm },
]

/** The buttons that are legal now for this person: the same table that judges the press. */
export function listButtons(current: Case, viewer: Officer, scene: Scene): readonly CaseButton[] {
  const actor = { kind: 'officer', officer: viewer } as const
  return buttons
    .filter(
      ({ action }) => targetOf(current, action) !== 'refused' && hasRole(current, action, actor),
    )
    .filter(({ action }) => guardOf(current, action, scene.at) === 'ok')
    .map(({ action, weight, form }) => {
      const fields = form(scene, current)
      return { action, label: scene.say(`case.button.${action}`), weight, fields }
    })
}
