import { randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import { outside } from '../../adapters/outside.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { migrate } from '../../adapters/postgres/migrate.ts'
import { createStore } from '../../adapters/postgres/store.ts'
import { createNavigator, type Navigator } from '../../src/index.ts'
import { readQuestions } from '../quality/questions.ts'
import { drawTable, say } from '../quality/table.ts'
import { openKnowledge } from '../real-knowledge.ts'
import { withFolder } from './folder.ts'
import { ms, sumUp } from './times.ts'

const perRun = 600
const crowds = [1, 4, 8, 16] as const
/** A conversation ends, and another begins, after so many turns. */
const perConversation = 6

/** Whole turns: one transaction each on the real server, everything kept, by one person and by several at once. */
export async function benchTurns(): Promise<void> {
  say('## Whole turns through the store')
  const knowledge = await openKnowledge()
  const texts = (await readQuestions('tuned')).flatMap(({ turns }) => turns)
  await withFolder(async (folder) => {
    const database = await openDatabase({
      folder: join(folder, 'postgres'),
      log: pino({ level: 'silent' }),
    })
    try {
      await migrate(database)
      const navigator = createNavigator({
        store: createStore(database),
        outside,
        knowledge: () => knowledge,
      })
      await talk(navigator, texts, 100)
      const body: (readonly string[])[] = []
      for (const people of crowds) body.push(await crowd(navigator, texts, people))
      say(drawTable(['people at once', 'turns/s', 'median ms', 'p99 ms'], body))
    } finally {
      await database.close()
    }
  })
}

async function crowd(
  navigator: Navigator,
  texts: readonly string[],
  people: number,
): Promise<readonly string[]> {
  const began = performance.now()
  const share = Math.ceil(perRun / people)
  const taken = await Promise.all(
    Array.from({ length: people }, () => talk(navigator, texts, share)),
  )
  const seconds = (performance.now() - began) / 1000
  const { median, p99 } = sumUp(taken.flat())
  return [String(people), (taken.flat().length / seconds).toFixed(0), ms(median), ms(p99)]
}

async function talk(
  navigator: Navigator,
  texts: readonly string[],
  turns: number,
): Promise<readonly number[]> {
  const taken: number[] = []
  let id: string = randomUUID()
  for (let at = 0; at < turns; at++) {
    if (at % perConversation === 0) id = randomUUID()
    const text = texts[randomInt(texts.length)] ?? ''
    const began = performance.now()
    await navigator.receive({
      kind: 'message',
      event: randomUUID(),
      address: { channel: 'web', id },
      locale: 'sv',
      text,
    })
    taken.push(performance.now() - began)
  }
  return taken
}
