import type { Contact } from '../cases/case.ts'
import type { Reply, Row } from '../chat.ts'
import { formatValue } from '../eligibility/explain.ts'
import type { Draft, Firm } from './conversation.ts'
import { describePlace, isOfTheTen } from './place.ts'
import { button } from './say.ts'
import type { Scene } from './step.ts'

/** Exactly what the office will see. */
export function drawDraft(scene: Scene, { office, need, contact, firm }: Draft): Reply {
  const { say } = scene
  const rows: Row[] = [
    { label: say('form.to'), value: officeName(scene, office) },
    { label: say('form.need'), value: need },
    ...listFacts(scene, firm),
    ...listOfferings(scene, firm),
    ...listContact(scene, contact),
  ]
  return {
    kind: 'summary',
    title: say('handoff.check'),
    rows,
    text: say('handoff.consent'),
    actions: [
      button(say('handoff.send'), { kind: 'handoff-send' }, 'main'),
      button(say('handoff.edit'), { kind: 'handoff-edit' }),
      button(say('form.cancel'), { kind: 'handoff-cancel' }),
    ],
  }
}

const told = ['name', 'company', 'organisation_number', 'phone', 'email', 'best_time'] as const

export function listContact({ say }: Scene, contact: Contact): readonly Row[] {
  return told
    .filter((name) => contact[name] !== '')
    .map((name) => ({ label: say(`form.${name}`), value: contact[name] }))
}

/** The company's facts as rows, with the municipality first. */
export function listFacts({ knowledge, say, language }: Scene, firm: Firm): readonly Row[] {
  const rows: Row[] = []
  if (firm.place !== undefined)
    rows.push({ label: say('facts.municipality'), value: describePlace(firm.place) })
  for (const [id, value] of Object.entries(firm.facts)) {
    const fact = knowledge.facts.get(id)
    if (fact !== undefined)
      rows.push({
        label: capital(fact.name[language]),
        value: formatValue({ knowledge, say, language }, fact, value),
      })
  }
  return rows
}

function listOfferings({ knowledge, say, language }: Scene, { shown }: Firm): readonly Row[] {
  const names = shown.map((one) => knowledge.offerings.get(one.id)?.name[language] ?? one.id)
  return names.length === 0 ? [] : [{ label: say('handoff.offerings'), value: names.join('; ') }]
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function officeName({ knowledge, language }: Scene, office: string): string {
  return isOfTheTen(office) ? knowledge.offices.offices[office].name[language] : office
}
