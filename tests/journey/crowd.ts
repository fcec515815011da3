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

interface Answered {
  readonly id: string
  readonly number?: string
  readonly fault?: string
}

interface Worker {
  readonly name: string
  readonly child: ChildProcess
  /** Past its start, and not yet killed. */
  ready: boolean
}

/** One process that does errands of the queue until it ends; then it gives back what it was at. */
function startWorker(given: Given, queue: Pending[], ended: () => void): Worker {
  const child = fork('tests/journey/crowd-process.ts', [JSON.stringify(given)], {
    execArgv: ['--import', 'tsx'],
  })
  const worker: Worker = { name: given.name, child, ready: false }
  const at: Pending[] = []
  let asking: NodeJS.Timeout | undefined
  const ask = (): void => {
    while (at.length < atOnce && child.connected) {
      const pending = queue.shift()
      if (pending === undefined) return
      at.push(pending)
      child.send(pending.errand, () => undefined)
    }
  }
  const hear = ({ id, number, fault }: Answered): void => {
    const [pending] = at.splice(
      at.findIndex(({ errand }) => idOf(errand) === id),
      1,
    )
    if (number === undefined) pending?.failed(new Error(fault))
    else pending?.done(number)
    ask()
  }
  child.once('message', () => {
    worker.ready = true
    asking = setInterval(ask, 50)
    child.on('message', hear)
  })
  child.once('exit', () => {
    clearInterval(asking)
    queue.unshift(...at)
    ended()
  })
  return worker
}

/** Keeps two processes running and at work. */
export function createCrowd(given: Omit<Given, 'name'>): Crowd {
  const killed = new Map<string, number>()
  const queue: Pending[] = []
  const workers = new Set<Worker>()
  let started = 0
  let stopped = false

  function start(): void {
    started += 1
    const worker = startWorker({ ...given, name: `lotsen-${started}` }, queue, () => {
      workers.delete(worker)
      if (!stopped) start()
    })
    workers.add(worker)
  }
  start()
  start()

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
      const ready = [...workers].filter((worker) => worker.ready)
      const worker = ready[Math.floor(Math.random() * ready.length)]
      if (worker === undefined) return
      worker.ready = false
      killed.set(worker.name, Date.now())
      worker.child.kill('SIGKILL')
    },
    killed,
    stop: () => {
      stopped = true
      for (const { child } of workers) child.kill('SIGKILL')
    },
  }
}

export function idOf(errand: Errand): string {
  return errand.kind === 'open' ? errand.person : `take:${errand.number}`
}
