import type { FastifyInstance } from 'fastify'
import type { CaseCard } from '../../src/index.ts'
import { complain } from './complaint.ts'
import type { Live } from './live.ts'
import { findDoor, findOfficer, fits, giveCookie } from './office-key.ts'
import { readPage, sendPage } from './page-files.ts'
import { readOfficePress, readOfficeWord, toCasePress } from './parse.ts'
import { hideFromSearch, isFromOwnPage } from './protection.ts'
import type { MissedNotice, WebParts } from './settings.ts'
import { sendStream } from './talk-routes.ts'

type OfficeQuery = { Querystring: { office?: string; language?: string; id?: string } }

const languageOf = ({ query }: { query: OfficeQuery['Querystring'] }) =>
  query.language === 'en' ? 'en' : 'sv'

/**
 * The office's half. The pages are empty shells; what is in them is fetched by the page itself, so that a link in an
 * e-mail works although the browser keeps a SameSite=Strict cookie back on the first step from another site.
 */
export function addOfficeRoutes(server: FastifyInstance, parts: WebParts, live: Live): void {
  addOfficePages(server, parts)
  addCaseReading(server, parts)
  addCasePress(server, parts)
  addOfficeWord(server, parts)

  server.get<OfficeQuery>('/api/office-live', (request, reply) => {
    const officer = findOfficer(request, request.query.office, parts.config)
    if (officer === undefined) return complain(reply, 'no-key')
    const stream = live.openStream(request.ip)
    if (stream === 'full') return complain(reply, 'busy')
    stream.onClose(
      live.listen(`case:${officer.office}`, (id) =>
        stream.send({ name: 'case', data: { case: id } }),
      ),
    )
    return sendStream(reply, stream)
  })
}

function addOfficePages(server: FastifyInstance, { config }: WebParts): void {
  type Entry = { Params: { office: string }; Querystring: { key?: string } }
  const page = readPage('office')
  const keyTries = { max: config.limits.keyTries, timeWindow: 60_000 }

  server.get<Entry>('/office/:office', { config: { rateLimit: keyTries } }, (request, reply) => {
    hideFromSearch(reply)
    const { office } = request.params
    const { key } = request.query
    if (key === undefined) return sendPage(reply, page)
    const door = findDoor(config, office)
    if (door === undefined || !fits(door, String(key))) return complain(reply, 'no-key')
    giveCookie(reply, office, config)
    return reply.redirect(`/office/${office}`, 303)
  })

  server.get('/office/:office/case/:id', (_request, reply) => {
    hideFromSearch(reply)
    return sendPage(reply, page)
  })
}

/** The card with what the office should know beside it: whom a notice about it did not reach. */
function mark(card: CaseCard, all: readonly MissedNotice[]) {
  const missed = all.filter(({ notice }) => notice.startsWith(`${card.case}:`))
  const isCompany = missed.some(({ why }) => why === 'unreached')
  const someone = missed.length > 0 ? 'someone' : 'nobody'
  return { ...card, missed: isCompany ? 'company' : someone }
}

function addCaseReading(server: FastifyInstance, { navigator, config, alarms }: WebParts): void {
  server.get<OfficeQuery>('/api/cases', async (request, reply) => {
    hideFromSearch(reply)
    const officer = findOfficer(request, request.query.office, config)
    if (officer === undefined) return complain(reply, 'no-key')
    const language = languageOf(request)
    const missed = await alarms.missed()
    return {
      office: { id: officer.office, name: officer.name },
      alarms: await alarms.tell(officer.office, language),
      // Contact details are sent with the one case that is opened, where opening it is noted.
      cards: (await navigator.listCards(officer, language)).map((card) => ({
        ...mark(card, missed),
        contact: [],
      })),
    }
  })

  server.get<OfficeQuery>('/api/case', async (request, reply) => {
    hideFromSearch(reply)
    const { query } = request
    const officer = findOfficer(request, query.office, config)
    if (officer === undefined) return complain(reply, 'no-key')
    const card = await navigator.drawCase(String(query.id), officer, languageOf(request))
    if (card === undefined) return complain(reply, 'not-found')
    return { card: mark(card, await alarms.missed()) }
  })
}

function addCasePress(server: FastifyInstance, { navigator, config, alarms }: WebParts): void {
  server.post('/api/case', { bodyLimit: 64_000 }, async (request, reply) => {
    hideFromSearch(reply)
    if (!isFromOwnPage(request, config.publicUrl)) return complain(reply, 'other-site')
    const press = readOfficePress(request.body)
    if (press.kind === 'wrong') return complain(reply, 'bad-request', press.why)
    const officer = findOfficer(request, press.value.office, config)
    if (officer === undefined) return complain(reply, 'no-key')
    const named = press.value.name === '' ? officer : { ...officer, name: press.value.name }
    const { card, ...answer } = await navigator.act(toCasePress(press.value, named))
    return card === undefined ? answer : { ...answer, card: mark(card, await alarms.missed()) }
  })
}

/** A line from the office to Lotsen itself: an absence, or who knows what. */
function addOfficeWord(server: FastifyInstance, { navigator, config }: WebParts): void {
  server.post('/api/office-word', { bodyLimit: 8_000 }, async (request, reply) => {
    hideFromSearch(reply)
    if (!isFromOwnPage(request, config.publicUrl)) return complain(reply, 'other-site')
    const word = readOfficeWord(request.body)
    if (word.kind === 'wrong') return complain(reply, 'bad-request', word.why)
    const officer = findOfficer(request, word.value.office, config)
    if (officer === undefined) return complain(reply, 'no-key')
    const { text, language } = word.value
    const event = `${officer.id}:${word.value.event}`
    return { message: await navigator.hearOffice({ event, officer, text, language }) }
  })
}
