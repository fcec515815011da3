import {
  type Case,
  type CaseCard,
  drawCard,
  type Notice,
  noticeInWords,
  type OfficeId,
  type Route,
  replayCase,
} from '../../src/index.ts'
import { everyoneAt } from '../everyone.ts'
import { datedScene } from './dated-scene.ts'
import type { Desk } from './desk.ts'
import { readAddress } from './mail.ts'
import { casePage, letterToOffice, type OfficeNews } from './office-letter.ts'
import type { Place, Places } from './place.ts'
import { callWebhook, type WebhookBody } from './webhook.ts'

type Kind = 'whole' | 'line' | 'quiet'

/** Whether a notice is a card, only a line under it, or a card redrawn without a word. */
const kinds: Partial<Record<Notice['what'], Kind>> = {
  'new-case': 'whole',
  reminder: 'whole',
  'colleague-request': 'whole',
  redraw: 'quiet',
}

const kindOf = ({ what }: Notice): Kind => kinds[what] ?? 'line'

interface Posting extends OfficeNews {
  /** The notice's id, or what stands for one. */
  readonly id: string
  readonly what: string
  readonly current: Case
}

interface At {
  readonly route: Route
  readonly channel: Desk['channels'][number]
}

function cardAt(desk: Desk, posting: Posting, { route, channel }: At): Place {
  const { id, current, office, headline } = posting
  const send: Place['send'] = async () => {
    const card = await desk.navigator.drawCase(current.id, everyoneAt(channel.name, office))
    if (card === undefined) return { kind: 'gone' }
    return channel.draw({ route, card, headline, notice: id })
  }
  return { kind: channel.name, name: `card:${channel.name}:${route.id}`, send }
}

function lineAt({ id, current, headline, card }: Posting, { route, channel }: At): Place {
  const line = { case: current.id, text: headline, language: card.language, notice: id }
  const send: Place['send'] = () => channel.post({ route, ...line })
  return { kind: channel.name, name: `line:${channel.name}:${route.id}`, send }
}

function channelsOf(desk: Desk, routes: readonly Route[]): readonly At[] {
  return routes.flatMap((route) => {
    const channel = desk.channels.find(({ name }) => name === route.channel)
    return channel === undefined ? [] : [{ route, channel }]
  })
}

function lettersTo(desk: Desk, routes: readonly Route[], posting: Posting): readonly Place[] {
  const { mailer } = desk
  if (mailer === undefined) return []
  const { id, current, office } = posting
  const set = desk.officeEmails[office]
  const known = routes.filter(({ channel }) => channel === 'email').map(({ id }) => id)
  const all = [...(set === undefined ? [] : [set]), ...known].map(readAddress)
  const addresses = new Set(all.filter((address) => address !== undefined))
  return [...addresses].map((to): Place => {
    const envelope = { to, replyTo: undefined, id, thread: `${current.id}:${office}` }
    const send: Place['send'] = () => mailer.send(envelope, letterToOffice(desk, posting))
    return { kind: 'email', name: `email:${to}`, send }
  })
}

function hooksOf(desk: Desk, routes: readonly Route[], posting: Posting): readonly Place[] {
  const { webhooks, publicUrl } = desk
  const { office, current } = posting
  if (webhooks.secret === '') return []
  const set = webhooks.urls[office]
  const known = routes.filter(({ channel }) => channel === 'webhook').map(({ id }) => id)
  const urls = new Set([...(set === undefined ? [] : [set]), ...known])
  const { id, version, state, municipality, themes, opened, promised } = current
  return [...urls].map((url): Place => {
    const hook = { url, secret: webhooks.secret, patience: desk.patience.webhook }
    const body = (): WebhookBody => ({
      notice: posting.id,
      what: posting.what,
      at: desk.now(),
      office,
      url: casePage(publicUrl, office, id),
      case: { id, version, state, office: current.office, municipality, themes, opened, promised },
    })
    return { kind: 'webhook', name: `webhook:${url}`, send: () => callWebhook(hook, body()) }
  })
}

/** A card that is already there is redrawn in place, which nobody is told of: then a line under it says so. */
async function hasCard({ store }: Desk, notice: Notice, office: OfficeId): Promise<'yes' | 'no'> {
  const events = await store.transact((tx) => tx.loadHistory(notice.case))
  const version = Number(notice.values.version)
  const before = replayCase(events.filter((event) => event.version < version))
  return before?.seen_by.includes(office) === true ? 'yes' : 'no'
}

const language = 'sv'

/** The card as a letter tells it: what happened is on the case page. */
function drawFor(desk: Desk, current: Case, office: OfficeId): CaseCard {
  const scene = datedScene(desk, language)
  return drawCard(current, everyoneAt('email', office), { scene, events: [] })
}

interface AboutCase {
  readonly current: Case
  readonly office: OfficeId
}

/** An office by every route it has, at once; the person who has a case by a line in that office's channels, or a letter. */
export async function placesOfOffice(
  desk: Desk,
  notice: Notice,
  { current, office }: AboutCase,
): Promise<Places> {
  const routes = await desk.store.listRoutes(office)
  const card = drawFor(desk, current, office)
  const headline = noticeInWords(notice, current, datedScene(desk, language))
  const { id, what } = notice
  const kind = kindOf(notice)
  const extent = kind === 'line' ? 'line' : 'card'
  const posting = { id, what, subject: what, current, office, headline, card, extent } as const
  const channels = channelsOf(desk, routes)
  const hooks = hooksOf(desk, routes, posting)
  const letters = lettersTo(desk, routes, posting)
  const lines = channels.map((at) => lineAt(posting, at))
  if (kind === 'line') {
    return notice.to.kind === 'office'
      ? { each: [...lines, ...letters, ...hooks], otherwise: [] }
      : { each: [...lines, ...hooks], otherwise: letters }
  }
  const cards = channels.map((at) => cardAt(desk, posting, at))
  if (kind === 'quiet') return { each: [...cards, ...hooks], otherwise: [] }
  const again = (await hasCard(desk, notice, office)) === 'yes' ? lines : []
  return { each: [...cards, ...again, ...letters, ...hooks], otherwise: [] }
}

/** The company could not be told something: the office is, so that somebody calls. */
export async function placesOfUnreached(
  desk: Desk,
  notice: Notice,
  current: Case,
): Promise<readonly Place[]> {
  const { office } = current
  const routes = await desk.store.listRoutes(office)
  const card = drawFor(desk, current, office)
  const scene = datedScene(desk, language)
  const text = noticeInWords(notice, current, scene)
  const headline = scene.say('notify.unreached', { case: current.id, text })
  const about = { id: `${notice.id}:unreached`, what: 'unreached', subject: 'unreached' }
  const posting = { ...about, current, office, headline, card, extent: 'line' } as const
  const lines = channelsOf(desk, routes).map((at) => lineAt(posting, at))
  return [...lines, ...lettersTo(desk, routes, posting)]
}
