import type { FastifyInstance } from 'fastify'
import type { ChannelAdapter } from '../channel.ts'
import { createBoltApp } from './app.ts'
import { type Assembled, assemble } from './assemble.ts'
import { sweep } from './cleanup.ts'
import { faultOf } from './log.ts'
import { mountWeb } from './mount.ts'
import { readRoom } from './places.ts'
import { createSay } from './say.ts'
import type { SlackParts } from './settings.ts'

/** The Slack channel, for owners and for offices. */
export function createSlack(given: SlackParts): ChannelAdapter {
  const made = assemble(given)
  const { connection, cards, clock, log } = made
  const { gate } = createBoltApp(made)
  const say = createSay(made)
  let sweeping: NodeJS.Timeout | undefined
  return {
    name: 'slack',
    mount: async (server: FastifyInstance) => {
      const { web } = connection
      const events = made.config.connection.kind === 'http' ? 'served' : 'elsewhere'
      if (web !== undefined) await mountWeb(server, { web, events, clock })
    },
    start: async () => {
      await connection.start()
      const tidy = () => quietly(made, sweep(made))
      sweeping = setInterval(tidy, 60 * 60 * 1000).unref()
      void tidy()
      void quietly(made, gate.resume())
    },
    stop: async () => {
      clearInterval(sweeping)
      gate.close()
      await connection.stop()
      // What does not finish in time is in the inbox for the next start.
      await Promise.race([gate.idle(), clock.sleep(5000)])
      log.info({}, 'slack: stopped')
    },
    say,
    draw: async ({ route, card, headline, notice }) => {
      const room = readRoom(route.ref)
      return room === undefined
        ? { kind: 'gone' }
        : cards.draw(room, card, { text: headline, notice })
    },
    post: async ({ route, ...line }) => {
      const room = readRoom(route.ref)
      return room === undefined ? { kind: 'gone' } : cards.post(room, line)
    },
  }
}

async function quietly(made: Pick<Assembled, 'log'>, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    made.log.error(faultOf(error), 'slack: tidying failed')
  }
}
