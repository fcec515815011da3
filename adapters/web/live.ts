import { Readable } from 'node:stream'
import { describeFault } from './fault.ts'
import type { WebParts } from './settings.ts'

/** Who wants to hear of what: `message:<conversation>` or `case:<office>`. */
export interface Live {
  readonly listen: (topic: string, heard: (what: string) => void) => () => void
  readonly openStream: (ip: string) => Stream | 'full'
  readonly stop: () => Promise<void>
}

export interface Stream {
  readonly body: Readable
  readonly send: (event: {
    readonly id?: number
    readonly name: string
    readonly data: unknown
  }) => void
  readonly onClose: (closed: () => void) => void
}

const heartbeat = 20_000
const tooFarBehind = 1_000_000

/** One watch on the store for all open pages of this process. */
export async function createLive({ store, log, config }: WebParts): Promise<Live> {
  const listeners = new Map<string, Set<(what: string) => void>>()
  const open = new Map<Readable, string>()
  const watching = await store.watch((change) => {
    const topic =
      change.kind === 'message' ? `message:${change.conversation}` : `case:${change.office}`
    const what = change.kind === 'message' ? change.conversation : change.case
    for (const heard of listeners.get(topic) ?? []) heard(what)
  })

  const beat = setInterval(() => {
    for (const body of open.keys()) {
      if (body.readableLength > tooFarBehind) body.destroy()
      else body.push(': still here\n\n')
    }
  }, heartbeat)
  beat.unref()

  return {
    listen: (topic, heard) => {
      const all = listeners.get(topic) ?? new Set()
      listeners.set(topic, all.add(heard))
      return () => {
        all.delete(heard)
        if (all.size === 0) listeners.delete(topic)
      }
    },
    openStream: (ip) => {
      const { streams, streamsPerAddress } = config.limits
      const theirs = [...open.values()].filter((one) => one === ip).length
      if (open.size >= streams || theirs >= streamsPerAddress) return 'full'
      const stream = createStream()
      open.set(stream.body, ip)
      stream.onClose(() => open.delete(stream.body))
      return stream
    },
    stop: async () => {
      clearInterval(beat)
      for (const body of open.keys()) body.push(null)
      await watching
        .stop()
        .catch((error: unknown) =>
          log.warn({ channel: 'web', ...describeFault(error) }, 'the watch did not stop'),
        )
    },
  }
}

function createStream(): Stream {
  const body = new Readable({ read: () => undefined })
  body.push('retry: 2000\n\n')
  return {
    body,
    send: ({ id, name, data }) => {
      if (body.destroyed) return
      const head = id === undefined ? '' : `id: ${id}\n`
      body.push(`${head}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    onClose: (closed) => body.once('close', closed),
  }
}
