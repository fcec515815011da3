import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Answer, CaseAnswer, CaseCard } from '../../src/index.ts'
import type { Home, Program } from './program.ts'

type At = Pick<Program, 'url'>

/** Someone at the web chat, over plain HTTP. */
export interface Person {
  /** `event` names it: said again after a failure it is the same thing said. */
  readonly say: (at: At, said: object, event?: string) => Promise<Answer>
  readonly messages: (at: At) => Promise<readonly string[]>
}

export function createPerson(): Person {
  const headers = {
    'content-type': 'application/json',
    'x-lotsen-conversation': randomBytes(16).toString('hex'),
    // Everyone has an address of their own, as seen through a trusted proxy.
    'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`,
  }
  return {
    say: async ({ url }, said, event = randomUUID()) => {
      const body = JSON.stringify({ event, locale: 'sv', after: 0, ...said })
      const response = await fetch(`${url}/api/turn`, { method: 'POST', headers, body })
      return (await read<{ answer: Answer }>(response)).answer
    },
    messages: async ({ url }) => {
      const response = await fetch(`${url}/api/messages`, { headers })
      const { messages } = await read<{ messages: readonly unknown[] }>(response)
      return messages.map((message) => JSON.stringify(message))
    },
  }
}

async function read<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`)
  return (await response.json()) as T
}

export const form = (need: string, values: object = {}) => ({
  kind: 'form',
  form: 'handoff',
  values: {
    need,
    name: 'Åsa Öberg',
    company: '',
    organisation_number: '',
    phone: '070-123 45 67',
    email: '',
    best_time: '',
    consent: 'yes',
    ...values,
  },
})

/** What leads to a hand-off, in order; the last of it makes the case. */
export const handOff = (need: string, values: object = {}): readonly object[] => [
  { kind: 'message', text: 'vi vill köpa en ny svarv i Malå' },
  { kind: 'press', press: 'handoff' },
  form(need, values),
  { kind: 'press', press: 'handoff-send' },
]

/** The case numbers an answer shows. */
export function numbersIn(answer: Answer): readonly string[] {
  return answer.replies.flatMap((reply) =>
    reply.kind === 'summary' && /^L-\w{5}$/.test(reply.title) ? [reply.title] : [],
  )
}

/** An office's inbox, over plain HTTP. */
export interface Desk {
  readonly list: (at: At) => Promise<readonly CaseCard[]>
  readonly act: (
    at: At,
    press: { readonly case: string; readonly version: number; readonly action: string },
    event?: string,
  ) => Promise<CaseAnswer>
}

export async function openDesk(home: Home, office: string): Promise<Desk> {
  const door = await fetch(await home.inbox(office), { redirect: 'manual' })
  const cookie = door.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return {
    list: async ({ url }) => {
      const response = await fetch(`${url}/api/cases?office=${office}`, { headers: { cookie } })
      return (await read<{ cards: readonly CaseCard[] }>(response)).cards
    },
    act: async ({ url }, press, event = randomUUID()) => {
      const address = `10.255.${randomInt(256)}.${randomInt(1, 255)}`
      const headers = { cookie, 'x-lotsen': '1', 'content-type': 'application/json' }
      const response = await fetch(`${url}/api/case`, {
        method: 'POST',
        headers: { ...headers, 'x-forwarded-for': address },
        body: JSON.stringify({ event, office, values: {}, ...press }),
      })
      return read<CaseAnswer>(response)
    },
  }
}

/** Said until somebody answers, wherever: `find` names a program that should be there. */
export async function insist<T>(find: () => At, say: (at: At) => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    try {
      return await say(find())
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error('nobody answered for half a minute')
}
