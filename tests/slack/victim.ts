import { once } from 'node:events'
import { existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import Fastify from 'fastify'
import { createSlack } from '../../adapters/slack/slack.ts'
import type { Answer } from '../../src/index.ts'
import { createFileMemory } from './memory.ts'
import { createScriptedNavigator, type TurnMemory } from './navigator.ts'
import { plainConfig } from './plain-config.ts'

/** A Lotsen of its own, to be killed: `victim.ts <folder> <api url>`. Waits, warm, for a line on stdin. */
const [folder = '', apiUrl = ''] = process.argv.slice(2)
await once(process.stdin, 'data')

const nothing = (): void => {}
const slack = createSlack({
  config: plainConfig(apiUrl),
  navigator: createScriptedNavigator(createTurnFile(`${folder}/turns.jsonl`)),
  store: {
    findConversation: async () => ({}) as never,
    findCase: async () => undefined,
    saveRoute: async () => {},
    dropRoute: async () => {},
  },
  memory: createFileMemory(`${folder}/memory.jsonl`),
  log: { info: nothing, warn: nothing, error: nothing },
})
const server = Fastify()
await slack.mount(server)
const base = await server.listen({ port: 0, host: '127.0.0.1' })
await slack.start()
process.stdout.write(`${base}\n`)

/** Turns that were taken stay taken, as in the real store's transaction. */
function createTurnFile(path: string): TurnMemory {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  const kept = new Map<string, Answer>()
  const file = openSync(path, 'a')
  for (const line of lines.filter((one) => one.endsWith(']'))) {
    const [event, answer] = JSON.parse(line) as [string, Answer]
    kept.set(event, answer)
  }
  return {
    find: (event) => kept.get(event),
    keep: (event, answer) => {
      kept.set(event, answer)
      writeSync(file, `${JSON.stringify([event, answer])}\n`)
    },
  }
}
