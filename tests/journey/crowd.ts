import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a process of the crowd is told at its start. */
export interface Given {
  readonly name: string
  readonly database: string
  readonly smtp: string
  readonly hooks: Readonly<Record<string, string>>
}

/** A company that hands over, or an office that takes; done again when the process was killed over it. */
export type Errand =
  | {
      readonly kind: 'open'
      readonly person: string
      readonly office: string
      readonly email: string
    }
  | { readonly kind: 'take'; readonly number: string; readonly office: string }

/** Something came somewhere. `id` is the notice's idempotency key. */
export interface Arrival {
  readonly id: string
  readonly place: string
  /** The process that sent it. */
  readonly by: string
  readonly at: number
}

export interface Hooks {
  readonly url: (office: string) => string
  readonly arrivals: Arrival[]
  readonly stop: () => Promise<void>
}

/** The offices' systems: each call is counted the moment it has come, and answered. */
export async function openHooks(): Promise<Hooks> {
  const arrivals: Arrival[] = []
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const [id, by] = [request.headers['lotsen-notice'], request.headers['x-process']]
      arrivals.push({ id: String(id), place: request.url ?? '', by: String(by), at: Date.now() })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (office) => `http://127.0.0.1:${port}/${office}`,
    arrivals,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const atOnce = 8

export interface Crowd {
  /** Two processes do the errands between them; answers the case numbers, in the errands' order. */
  readonly send: (errands: readonly Errand[]) => Promise<readonly string[]>
  /** Kills one of those at work, at random and at once; another one takes its place. */
  readonly kill: () => void
  /** When each killed process was killed, by its name. */
  readonly killed: ReadonlyMap<string, number>
  readonly stop: () => void
}

interface Pending {
  readonly errand: Errand
  readonly done: (number: string) => void
  readonly failed: (error: Error) => void
}

/** Keeps two processes running and at work. */
export function createCrowd(given: Omit<Given, 'name'>): Crowd {
  const killed = new Map<string, number>()
  const queue: Pending[] = []
  const seats = [0, 1].map(() => ({
    child: undefined as ChildProcess | undefined,
    name: '',
    ready: false,
  }))
  let started = 0
  let stopped = false

  function sit(seat: (typeof seats)[number]): void {
    started += 1
    const name = `lotsen-${started}`
    const child = fork('tests/journey/crowd-process.ts', [JSON.stringify({ ...given, name })], {
      execArgv: ['--import', 'tsx'],
    })
    Object.assign(seat, { child, name, ready: false })
    const working: Pending[] = []
    const next = (): void => {
      while (working.length < atOnce && child.connected) {
        const pending = queue.shift()
        if (pending === undefined) return
        working.push(pending)
        child.send(pending.errand, () => undefined)
      }
    }
    let asking: NodeJS.Timeout | undefined
    child.once('message', () => {
      seat.ready = true
      asking = setInterval(next, 50)
      child.on('message', (answer: { id: string; number?: string; fault?: string }) => {
        const at = working.findIndex(({ errand }) => idOf(errand) === answer.id)
        const [pending] = working.splice(at, 1)
        if (answer.number !== undefined) pending?.done(answer.number)
        else pending?.failed(new Error(answer.fault))
        next()
      })
    })
    child.once('exit', () => {
      clearInterval(asking)
      queue.unshift(...working)
      if (!stopped) sit(seat)
    })
  }
  seats.forEach(sit)

  return {
    send: (errands) =>
      Promise.all(
        errands.map(
          (errand) =>
            new Promise<string>((done, failed) => {
              queue.push({ errand, done, failed })
            }),
        ),
      ),
    kill: () => {
      const ready = seats.filter((one) => one.ready)
      const seat = ready[Math.floor(Math.random() * ready.length)]
      if (seat === undefined) return
      seat.ready = false
      killed.set(seat.name, Date.now())
      seat.child?.kill('SIGKILL')
    },
    killed,
    stop: () => {
      stopped = true
      for (const { child } of seats) child?.kill('SIGKILL')
    },
  }
}

export function idOf(errand: Errand): string {
  return errand.kind === 'open' ? errand.person : `take:${errand.number}`
}
