import { checkCoverage, type Language, type OfficeId, shortName } from '../../src/index.ts'
import { type FailedNotice, listFailed } from '../postgres/notices.ts'
import type { Queryable } from '../postgres/rows.ts'
import type { Alarm } from './alarms.ts'
import { datedScene } from './dated-scene.ts'
import type { Notify } from './notify.ts'
import type { NotifyParts } from './settings.ts'

/** What somebody must do something about. Read from the store, so that every process tells the same. */
export interface Trouble {
  /** Municipalities whose new cases no office would receive that is there, now or when a coming absence begins. */
  readonly unreceived: readonly { readonly municipality: string; readonly from: string }[]
  /** Offices that would receive and that no notice reaches: who does not look at the inbox page hears of nothing. */
  readonly unreached: readonly OfficeId[]
  /** Notices about open cases that were given up after their last try. */
  readonly failed: readonly FailedNotice[]
}

/** As told on /health: ids and numbers only. `gone` are places that refused for good since this process started. */
export type Alarms = {
  readonly unreceived: readonly string[]
  readonly unreached: readonly OfficeId[]
  readonly failed: number
  readonly gone: number
}

export interface Lookout {
  /** Logs what is new since it last looked; asked with the reminders. */
  readonly look: () => Promise<void>
  readonly list: () => Promise<Alarms>
  /** What an office is to know of itself and the region, a sentence each. */
  readonly tell: (office: OfficeId, language: Language) => Promise<readonly string[]>
  /** Which notices did not arrive; `unreached` is a company that nobody could tell. */
  readonly missed: () => Promise<readonly Missed[]>
}

type Missed = Pick<Alarm, 'notice' | 'why'>

export interface LookoutParts extends NotifyParts {
  readonly pool: Queryable
  readonly alarms: Notify['alarms']
}

async function findUnreached(
  parts: LookoutParts,
  ids: readonly OfficeId[],
): Promise<readonly OfficeId[]> {
  const { store, channels, email, officeEmails, webhooks } = parts
  const ways = new Set<string>([
    ...channels.map(({ name }) => name),
    ...(email === undefined ? [] : ['email']),
    ...(webhooks.secret === '' ? [] : ['webhook']),
  ])
  const without: OfficeId[] = []
  for (const id of ids) {
    const routes = (await store.listRoutes(id)).map(({ channel }): string => channel)
    const set = [
      ...(id in officeEmails ? ['email'] : []),
      ...(id in webhooks.urls ? ['webhook'] : []),
    ]
    if (![...routes, ...set].some((way) => ways.has(way))) without.push(id)
  }
  return without
}

/** Coverage as `check-knowledge` checks it, with the absences and the routes of today. */
async function findTrouble(parts: LookoutParts): Promise<Trouble> {
  const { store, navigator, now, pool } = parts
  const at = now()
  const { offices } = navigator.sceneAt('sv')
  const absences = await store.transact((tx) => tx.listAbsences(at))
  const unreachable = await findUnreached(parts, Object.keys(offices.offices))
  const from = new Map<string, string>()
  const unreached = new Set<OfficeId>()
  for (const one of checkCoverage(offices, { absences, at, unreachable })) {
    if (one.kind === 'no-route') unreached.add(one.office)
    if (one.kind !== 'no-live-receiver') continue
    const known = from.get(one.municipality)
    if (known === undefined || one.at < known) from.set(one.municipality, one.at)
  }
  return {
    unreceived: [...from].map(([municipality, at]) => ({ municipality, from: at })),
    unreached: [...unreached],
    failed: await listFailed(pool),
  }
}

function inWords(
  parts: LookoutParts,
  { unreceived, unreached }: Trouble,
  reader: { readonly office: OfficeId; readonly language: Language },
): readonly string[] {
  const { office, language } = reader
  const { say, offices } = datedScene(parts, language)
  const places = unreceived.map(({ municipality }) => shortName(offices, municipality)).join(', ')
  return [
    ...(places === '' ? [] : [say('notify.alarm.unreceived', { places })]),
    ...(unreached.includes(office) ? [say('notify.alarm.unreached')] : []),
  ]
}

/** Those given up, and those of this process that refused for good and are still tried. */
async function listMissed({ pool, alarms }: LookoutParts): Promise<readonly Missed[]> {
  const failed = (await listFailed(pool)).map(({ notice, to }): Missed => {
    return { notice, why: to === 'company' ? 'unreached' : 'given-up' }
  })
  return [...failed, ...alarms().filter(({ why }) => why !== 'given-up')]
}

export function createLookout(parts: LookoutParts): Lookout {
  const { log } = parts
  let told = ''
  return {
    look: async () => {
      const { unreceived, unreached, failed } = await findTrouble(parts)
      const found = JSON.stringify([unreceived, unreached])
      if (found === told) return
      told = found
      if (unreceived.length > 0) log.error({ unreceived }, 'no office receives these cases')
      if (unreached.length > 0)
        log.warn({ unreached, failed: failed.length }, 'no notice reaches these offices')
    },
    list: async () => {
      const { unreceived, unreached, failed } = await findTrouble(parts)
      const municipalities = unreceived.map(({ municipality }) => municipality)
      const gone = parts.alarms().filter(({ why }) => why === 'gone').length
      return { unreceived: municipalities, unreached, failed: failed.length, gone }
    },
    missed: () => listMissed(parts),
    tell: async (office, language) =>
      inWords(parts, await findTrouble(parts), { office, language }),
  }
}
