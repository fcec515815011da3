import type { Action, Link, Reply, Row } from '../chat.ts'
import { formatDate } from '../date-words.ts'
import {
  type MunicipalityId,
  municipalityIds,
  municipalityName,
  type PlaceMention,
} from '../knowledge/places.ts'
import { button, text } from './say.ts'
import { officeOf, type Scene, type Step, step } from './step.ts'

/**
 * A place as the conversation keeps it: one of the ten ids, or `outside:<county or other>:<name>`, where the county is
 * vasterbotten or norrbotten when the offerings of those counties still apply.
 */
export function placeOf(mention: PlaceMention): string | undefined {
  switch (mention.kind) {
    case 'inside':
      return mention.municipality
    case 'outside':
      return `outside:${countyId(mention.county)}:${mention.municipality}`
    case 'ask':
      return undefined
  }
}

function countyId(county: string): string {
  if (/^västerbotten/i.test(county)) return 'vasterbotten'
  return /^norrbotten/i.test(county) ? 'norrbotten' : 'other'
}

export function isOfTheTen(id: string): id is MunicipalityId {
  return municipalityIds.some((one) => one === id)
}

/** "Malå", or for a place outside the ten its own name. */
export function describePlace(place: string): string {
  if (isOfTheTen(place)) return municipalityName(place)
  return place.split(':')[2] ?? place
}

/** Which of the ten, when it was not told or may be several. */
export function askPlace(scene: Scene, purpose: Purpose, mention?: PlaceMention): Reply {
  const { say } = scene
  const asked = mention?.kind === 'ask' ? mention : undefined
  const candidates =
    asked !== undefined && asked.candidates.length > 0 ? asked.candidates : municipalityIds
  const options = [...listPlaces(candidates, purpose)]
  for (const name of asked?.outside ?? [])
    options.push(button(name, { kind: 'place', municipality: `outside:${name}`, purpose }))
  if (purpose === 'handoff')
    options.push(button(say('ask.dont-know'), { kind: 'place', municipality: 'unknown', purpose }))
  const reason = asked === undefined ? '' : say(`place.why.${asked.why}`, { said: asked.said })
  return { kind: 'choices', text: say(`place.ask.${purpose}`), because: reason, options }
}

type Purpose = 'find' | 'office' | 'handoff'

export function listPlaces(ids: readonly MunicipalityId[], purpose: Purpose): readonly Action[] {
  return ids.map((id) => button(municipalityName(id), { kind: 'place', municipality: id, purpose }))
}

/** "Kristineberg hör till Lycksele kommun", when another name than the municipality's was said. */
export function echoPlace({ say }: Scene, mention: PlaceMention | undefined): readonly Reply[] {
  if (mention?.kind !== 'inside') return []
  const municipality = municipalityName(mention.municipality)
  if (mention.name === municipality) return []
  const key = mention.guess === 'yes' ? 'place.guess' : 'place.echo'
  return [text(say(key, { said: mention.name, municipality }))]
}

/** Which office it is and how to reach it; only what the sources have. */
export function tellOffice(scene: Scene, mention?: PlaceMention): Step {
  const { say, conversation } = scene
  const place = conversation.place
  if (place === undefined) {
    return step(scene, {
      conversation: { ...conversation, stage: { kind: 'asked-place', purpose: 'office' } },
      replies: [askPlace(scene, 'office', mention)],
      trace: {
        intent: 'office',
        office: 'ask',
        question: 'municipality',
        because: ['no municipality known'],
      },
    })
  }
  const trace = {
    intent: 'office' as const,
    office: officeOf(place),
    question: null,
    because: [`place: ${place}`],
  }
  if (!isOfTheTen(place)) {
    return step(scene, {
      replies: [text(say('office.outside', { municipality: describePlace(place) }))],
      trace,
    })
  }
  return step(scene, {
    conversation: { ...conversation, stage: { kind: 'open' } },
    replies: [...echoPlace(scene, mention), drawOffice(scene, place)],
    trace,
  })
}

/** "0918-140 00 (kommunens växel, uppgift från 2019-06-26)"; empty when the sources have none. */
export function phoneOf({ say, knowledge, language }: Scene, id: string): string {
  const phone = isOfTheTen(id) ? knowledge.offices.offices[id].phone : undefined
  if (phone === undefined) return ''
  const { number, what, as_of } = phone
  return say('office.contact', {
    value: number,
    what: what[language],
    as_of: formatDate(as_of, language),
  })
}

function drawOffice(scene: Scene, id: MunicipalityId): Reply {
  const { say, knowledge, language } = scene
  const office = knowledge.offices.offices[id]
  const rows: Row[] = [{ label: say('office.name'), value: office.name[language] }]
  rows.push({
    label: say('office.phone'),
    value: phoneOf(scene, id) || say('office.no-phone'),
  })
  if (office.email !== undefined)
    rows.push({
      label: say('office.email'),
      value: say('office.contact', {
        value: office.email.address,
        what: office.email.what[language],
        as_of: formatDate(office.email.as_of, language),
      }),
    })
  if (office.visit !== undefined) rows.push({ label: say('office.visit'), value: office.visit })
  const links: Link[] = [{ label: say('office.site'), url: office.site }]
  if (office.business_page !== undefined)
    links.push({ label: say('office.business-page'), url: office.business_page })
  return {
    kind: 'summary',
    title: say('office.title', { municipality: municipalityName(id) }),
    rows,
    text: say('office.check'),
    actions: [
      ...links.map((link): Action => ({ kind: 'link', label: link.label, url: link.url })),
      button(
        say('handoff.button-in', { municipality: municipalityName(id) }),
        { kind: 'handoff' },
        'main',
      ),
    ],
  }
}
