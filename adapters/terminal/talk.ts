import { randomUUID } from 'node:crypto'
import { Command, Option } from 'commander'
import {
  type Address,
  conversationIdOf,
  createNavigator,
  type Deed,
  type Language,
  type Navigator,
  type Store,
} from '../../src/index.ts'
import { readConfig } from '../config.ts'
import { keptFor } from '../knowledge/kept.ts'
import { readKnowledge } from '../knowledge/read.ts'
import { outside } from '../outside.ts'
import { openStore } from '../start-store.ts'
import { createTalk } from './converse.ts'
import { openTerminal } from './lines.ts'

/** `npm run talk`: the same conversation as everywhere, in a terminal. Numbers press buttons; Ctrl-D ends. */

interface Options {
  readonly language: Language
  readonly knowledge?: string
}

const program = new Command('talk')
  .addOption(new Option('--language <code>', 'to begin in').choices(['sv', 'en']).default('sv'))
  .option('--knowledge <folder>', 'another knowledge folder')
  .parse()
const options = program.opts<Options>()
await main().catch((error: unknown) =>
  program.error(`talk: ${error instanceof Error ? error.message : String(error)}`),
)

async function main(): Promise<void> {
  const config = readConfig()
  const folder = options.knowledge ?? config.knowledge
  const read = await readKnowledge(folder, keptFor(folder))
  if (read.kind === 'broken') {
    const told = read.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
    throw new Error(`the knowledge cannot be used:\n${told.join('\n')}`)
  }
  const { knowledge, files } = read
  const { store, close } = await openStore(config)
  try {
    await store.saveKnowledge(knowledge.version, files)
    await talk(
      store,
      createNavigator({
        store,
        knowledge: () => knowledge,
        outside,
      }),
    )
  } finally {
    await close()
  }
}

async function talk(store: Store, navigator: Navigator): Promise<void> {
  const address: Address = { channel: 'terminal', id: randomUUID() }
  const terminal = openTerminal(process.stdin, process.stdout)
  const say = (deed: Deed) =>
    navigator.receive({ ...deed, event: randomUUID(), address, locale: options.language })
  const { run, show } = createTalk({ terminal, say })
  const news = await listen(store, conversationIdOf(address), show)
  await run()
  terminal.write('\n')
  terminal.close()
  await news.stop()
}

/** What an office writes or does meanwhile. One's own answers have a receipt; what comes unasked has none. */
async function listen(
  store: Store,
  conversation: string,
  show: ReturnType<typeof createTalk>['show'],
): Promise<{ readonly stop: () => Promise<void> }> {
  let seq = 0
  let reading = Promise.resolve()
  const read = async (): Promise<void> => {
    for (const message of await store.listMessages(conversation, seq)) {
      seq = message.seq
      const { said } = message
      if (said.by !== 'person' && said.answer.receipt === '') show(said.answer)
    }
  }
  return store.watch((change) => {
    if (change.kind === 'message' && change.conversation === conversation)
      reading = reading.then(read).catch(() => undefined)
  })
}
