import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Absence, Actor, Case, CaseAction, Officer } from '../../src/cases/case.ts'
import { type Moved, move, type NewCase, openCase } from '../../src/cases/moves.ts'
import type { Region } from '../../src/cases/offices.ts'
import type { Say, Scene } from '../../src/cases/scene.ts'
import { defaultSettings } from '../../src/cases/settings.ts'
import type { Language } from '../../src/chat.ts'
import { officesSchema } from '../../src/knowledge/schema.ts'

/** The real offices, as a deployment would have them. */
export const offices = officesSchema.parse(parse(readFileSync('knowledge/offices.yaml', 'utf8')))

export function readTexts(language: Language): Readonly<Record<string, string>> {
  return parse(readFileSync(`knowledge/texts/cases.${language}.yaml`, 'utf8'))
}

export function regionWith(absences: readonly Absence[]): Region {
  return { offices, absences, settings: defaultSettings, load: {} }
}
export const region = regionWith([])

export function createSay(language: Language): Say {
  const texts = readTexts(language)
  return (key, values = {}) => {
    const sentence = texts[key]
    if (sentence === undefined) throw new Error(`no sentence ${key}`)
    return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`no value ${name} for ${key}`)
      return value
    })
  }
}

export function sceneAt(at: string, language: Language = 'sv'): Scene {
  return { language, say: createSay(language), offices, at, linkTo: () => '' }
}

export const draft: NewCase = {
  id: 'L-7K3QX',
  municipality: 'mala',
  conversation: 'web:1',
  language: 'sv',
  need: 'Vi vill köpa en svarv',
  themes: ['investment'],
  facts: [{ label: 'Anställda', value: '5' }],
  size: '2-9',
  offerings: [{ id: 'almi-mikrolan', name: 'Mikrolån', status: 'open', eligibility: 'yes' }],
  contact: {
    name: 'Eva Ek',
    company: 'Eks Verkstad AB',
    organisation_number: '',
    phone: '070-000 00 00',
    email: 'eva@example.se',
    best_time: 'fm',
  },
  consent: { text: 'Ja, skicka', at: '2026-11-23T08:00:00Z' },
}

/** Monday 23 November 2026, 09:00 in Stockholm. */
export const monday = '2026-11-23T08:00:00Z'

export function officer(office: string, name = 'Anna'): Officer {
  return { id: `web:${office}:${name}`, name, office }
}

export function at(office: string, name = 'Anna'): Actor {
  return { kind: 'officer', officer: officer(office, name) }
}
export const company: Actor = { kind: 'company' }
export const system: Actor = { kind: 'system' }

export interface Try {
  readonly by: Actor
  readonly at?: string
  readonly version?: number | 'latest'
  readonly values?: Readonly<Record<string, string>>
  readonly region?: Region
}

export function press(current: Case, action: Exclude<CaseAction, 'open'>, how: Try): Moved {
  return move({
    case: current,
    action,
    actor: how.by,
    at: how.at ?? monday,
    version: how.version ?? current.version,
    values: how.values ?? {},
    region: how.region ?? region,
  })
}

/** The case after a press that must go well. */
export function done(current: Case, action: Exclude<CaseAction, 'open'>, how: Try): Case {
  const moved = press(current, action, how)
  if (moved.kind === 'moved') return moved.case
  throw new Error(`${action} was ${moved.kind}: ${JSON.stringify(moved)}`)
}

export function opened(time = monday, where = region): Case {
  return openCase(draft, time, where).case
}
export const taken = (): Case => done(opened(), 'take', { by: at('mala') })
