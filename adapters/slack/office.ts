import { z } from 'zod'
import type {
  CaseAnswer,
  CaseButton,
  CaseCard,
  Language,
  Navigator,
  Officer,
} from '../../src/index.ts'
import { rowText } from './blocks.ts'
import type { Cards } from './cards.ts'
import { type CardPress, readCardPress } from './case-card.ts'
import { drawModal, fieldId } from './modal.ts'
import { type OfficeCommand, type Person, personId, type Touch } from './parse.ts'
import type { People } from './people.ts'
import { asidePlace, type Place, readJson } from './places.ts'
import { lineAnswer, type Speaker } from './speak.ts'
import type { Submitted } from './submit.ts'
import { markOf, type Scene } from './turns.ts'
import { words } from './words.ts'

/** What an office does with the cases in its channel. */
export interface Office {
  readonly pressed: (scene: Scene, touch: Touch) => Promise<void>
  readonly filledIn: (scene: Scene, submitted: Submitted) => Promise<void>
  readonly asksContact: (scene: Scene, touch: Touch) => Promise<void>
  /** What an office writes to Lotsen itself; in a channel that is nobody's inbox nothing is. */
  readonly told: (scene: Scene, told: Told) => Promise<'told' | 'not-for-us'>
}

interface Told {
  readonly place: Place
  readonly wanted: Exclude<OfficeCommand, { readonly kind: 'connect' | 'disconnect' }>
}

interface OfficeParts {
  readonly navigator: Pick<Navigator, 'act' | 'drawCase' | 'hearOffice' | 'isOfficeWord'>
  readonly cards: Cards
  readonly people: People
  readonly speaker: Speaker
}

export function createOffice(parts: OfficeParts): Office {
  return {
    pressed: (scene, touch) => press(parts, scene, touch),
    filledIn: (scene, submitted) => fillIn(parts, scene, submitted),
    asksContact: async (scene, touch) => {
      const desk = await findDesk(parts, scene, touch)
      if (desk === undefined) return
      const card = await parts.navigator.drawCase(touch.value, desk.officer, desk.language)
      if (card === undefined) return
      const nobody = words[desk.language].card.noContact
      await parts.speaker.whisper(scene.client, desk.place, contactText(card) || nobody)
    },
    told: async (scene, { place, wanted }) => {
      if (wanted.kind === 'usage') return 'not-for-us'
      const { text } = wanted
      if (wanted.kind === 'anything' && !(await isPlainly(parts, place, text))) return 'not-for-us'
      const { person, channel } = place
      const office = await parts.cards.officeOf({ workspace: scene.workspace, channel })
      if (office === undefined) return 'not-for-us'
      const { name, language } = await parts.people.find(scene.client, person)
      const officer = officerOf(person, { name, office })
      const event = `slack:${scene.key}`
      const heard = await parts.navigator.hearOffice({ event, officer, text, language })
      const answer = lineAnswer(language, heard)
      await parts.speaker.speak(scene.client, { place, answer, mark: markOf(scene) })
      return 'told'
    },
  }
}

/** Under a case an office talks to itself. */
const isPlainly = async (parts: OfficeParts, place: Place, text: string): Promise<boolean> =>
  parts.navigator.isOfficeWord(text) &&
  !(place.thread !== undefined && (await parts.cards.isCaseThread(place, place.thread)))

/** An officer in an office's channel. What all read is in Swedish, what one person is told in that person's language. */
interface Desk {
  readonly officer: Officer
  readonly language: Language
  readonly place: Place
}

type Presence = Pick<Touch, 'person' | 'channel' | 'respond'>

/** A channel that is nobody's inbox (any more) says so. */
async function findDesk(
  parts: OfficeParts,
  scene: Scene,
  from: Presence,
): Promise<Desk | undefined> {
  if (from.channel === undefined) return undefined
  const { workspace } = scene
  const place = asidePlace(workspace, { ...from, channel: from.channel })
  const { name, language } = await parts.people.find(scene.client, from.person)
  const office = await parts.cards.officeOf({ workspace, channel: from.channel })
  if (office !== undefined)
    return { place, language, officer: officerOf(from.person, { name, office }) }
  await parts.speaker.whisper(scene.client, place, words[language].card.notConnected)
  return undefined
}

const officerOf = (person: Person, at: Pick<Officer, 'name' | 'office'>): Officer => ({
  id: `slack:${personId(person)}`,
  ...at,
})

async function press(parts: OfficeParts, scene: Scene, touch: Touch): Promise<void> {
  const pressed = readCardPress(touch.value)
  const desk = await findDesk(parts, scene, touch)
  if (pressed === undefined || desk === undefined) return
  const card = await parts.navigator.drawCase(pressed.case, desk.officer, desk.language)
  const button = card?.actions.find((one) => one.action === pressed.action)
  // What cannot be done any more gets the navigator's word for it ("redan taget av ..."), not a form.
  if (card !== undefined && button !== undefined && button.fields.length > 0) {
    const { trigger, channel = '' } = touch
    if (trigger !== undefined && scene.attempt === 'first')
      return ask(scene, { press: pressed, button, card, channel, trigger })
    return parts.speaker.whisper(scene.client, desk.place, words[desk.language].card.pressAgain)
  }
  const acting = { press: pressed, desk, values: {} }
  await tell(parts, scene, { ...acting, answer: await act(parts, scene, acting) })
}

const aboutShape = z.object({
  case: z.string(),
  version: z.number(),
  action: z.string(),
  channel: z.string(),
  field: z.string(),
})

interface Asking {
  readonly press: CardPress
  readonly button: CaseButton
  readonly card: CaseCard
  readonly channel: string
  readonly trigger: string
}

async function ask(scene: Scene, { press, button, card, channel, trigger }: Asking): Promise<void> {
  const about: z.infer<typeof aboutShape> = {
    ...press,
    channel,
    field: button.fields[0]?.name ?? '',
  }
  const view = drawModal({
    callback: 'case',
    title: button.label,
    intro: card.title,
    fields: button.fields,
    submit: button.label,
    language: card.language,
    about,
    whenClosed: 'silent',
  })
  await scene.client.views.open({ trigger_id: trigger, view })
}

async function fillIn(parts: OfficeParts, scene: Scene, submitted: Submitted): Promise<void> {
  const about = readJson(aboutShape, submitted.metadata)
  if (about === undefined) return submitted.ack()
  const from = { person: submitted.person, channel: about.channel, respond: undefined }
  const desk = await findDesk(parts, scene, from)
  if (desk === undefined) return submitted.ack()
  const { case: id, version, action } = about
  const acting = { press: { case: id, version, action }, desk, values: submitted.values }
  const answer = await act(parts, scene, acting)
  if (answer.kind !== 'refused') {
    await submitted.ack()
    return tell(parts, scene, { ...acting, answer })
  }
  // What was typed is worth keeping when it was refused for what it says.
  const errors = { [fieldId(about.field)]: answer.message }
  await submitted.ack({ response_action: 'errors', errors })
}

interface Acting {
  readonly press: CardPress
  readonly desk: Desk
  readonly values: Readonly<Record<string, string>>
}

function act(parts: OfficeParts, scene: Scene, acting: Acting): Promise<CaseAnswer> {
  const { press, desk, values } = acting
  const { officer, language } = desk
  return parts.navigator.act({ event: `slack:${scene.key}`, ...press, values, officer, language })
}

/** The card as it is now for all, also after a press in vain; the answer, and whom to call, for the one who pressed. */
async function tell(
  parts: OfficeParts,
  scene: Scene,
  { press, desk, answer }: Acting & { readonly answer: CaseAnswer },
): Promise<void> {
  if (answer.kind !== 'unknown-case') await parts.cards.redraw(press.case)
  const contact = answer.kind === 'moved' && press.action === 'take' ? contactText(answer.card) : ''
  const message = [answer.message, contact].filter((line) => line !== '').join('\n')
  if (message !== '') await parts.speaker.whisper(scene.client, desk.place, message)
}

const contactText = (card: CaseCard | undefined): string =>
  (card?.contact ?? []).map(rowText).join('\n')
