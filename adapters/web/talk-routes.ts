import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Address, conversationIdOf, type Store } from '../../src/index.ts'
import { complain } from './complaint.ts'
import { findAddress } from './conversation.ts'
import { describeFault } from './fault.ts'
import { limitConversations } from './limits.ts'
import type { Live, Stream } from './live.ts'
import { readPosition, readTurn } from './parse.ts'
import type { WebParts } from './settings.ts'

const noSecret = 'x-lotsen-conversation: 32 hexadecimal digits'
/** A page that resumes gets the last ones; nobody scrolls further. */
const mostMessages = 200

/** The person's half: say something, read what was said, hear what comes. */
export function addTalkRoutes(server: FastifyInstance, parts: WebParts, live: Live): void {
  const { navigator, store } = parts
  const limitConversation = limitConversations(server, parts.config.limits)

  server.post(
    '/api/turn',
    { bodyLimit: 64_000, preHandler: limitConversation },
    async (request, reply) => {
      const address = findAddress(request)
      if (address === undefined) return complain(reply, 'bad-request', noSecret)
      const turn = readTurn(request.body, address)
      if (turn.kind === 'wrong') return complain(reply, 'bad-request', turn.why)
      const answer = await navigator.receive(turn.value.incoming)
      return { answer, messages: await listMessages(store, address, turn.value.after) }
    },
  )

  server.get<{ Querystring: { after?: string } }>('/api/messages', async (request, reply) => {
    const address = findAddress(request)
    if (address === undefined) return complain(reply, 'bad-request', noSecret)
    return { messages: await listMessages(store, address, readPosition(request.query.after)) }
  })

  server.get('/api/live', (request, reply) => {
    const address = findAddress(request)
    if (address === undefined) return complain(reply, 'bad-request', noSecret)
    const stream = live.openStream(request.ip)
    if (stream === 'full') return complain(reply, 'busy')
    followMessages({ parts, live, stream, address, after: readLastEvent(request) })
    return sendStream(reply, stream)
  })
}

/** Without the conversation's name: the page has its own. */
async function listMessages(store: Pick<Store, 'listMessages'>, address: Address, after: number) {
  const messages = await store.listMessages(conversationIdOf(address), after)
  return messages.slice(-mostMessages).map(({ seq, at, said }) => ({ seq, at, said }))
}

/** Reads at once and after every change, one reading at a time; a change during a reading asks for one more. */
function followMessages(following: {
  readonly parts: WebParts
  readonly live: Live
  readonly stream: Stream
  readonly address: Address
  readonly after: number
}): void {
  const { parts, live, stream, address } = following
  let after = following.after
  let state: 'idle' | 'reading' | 'again' = 'idle'

  const read = async (): Promise<void> => {
    for (const message of await listMessages(parts.store, address, after)) {
      after = message.seq
      stream.send({ id: message.seq, name: 'message', data: message })
    }
  }
  const pump = async (): Promise<void> => {
    if (state !== 'idle') {
      state = 'again'
      return
    }
    do {
      state = 'reading'
      await read()
    } while (isAgain())
    state = 'idle'
  }
  const isAgain = (): boolean => state === 'again'
  const start = (): void => {
    pump().catch((error: unknown) => {
      parts.log.warn(
        { channel: 'web', ...describeFault(error) },
        'a live page was let go: messages could not be read',
      )
      stream.body.destroy()
    })
  }
  stream.onClose(live.listen(`message:${conversationIdOf(address)}`, start))
  start()
}

const readLastEvent = (request: FastifyRequest): number =>
  readPosition(request.headers['last-event-id'])

export function sendStream(reply: FastifyReply, stream: Stream): FastifyReply {
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream.body)
}
