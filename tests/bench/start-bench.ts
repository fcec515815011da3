import { join } from 'node:path'
import { drawTable, say } from '../quality/table.ts'
import { withFolder } from './folder.ts'
import { startProgram } from './running.ts'
import { ms, sumUp } from './times.ts'

const tries = 5

/** From `node dist/adapters/main.js` to the first answer over HTTP, on empty folders and on used ones. */
export async function benchStart(): Promise<void> {
  say('## Start to first answer')
  const first: number[] = []
  const later: number[] = []
  for (let at = 0; at < tries; at++) {
    await withFolder(async (folder) => {
      const data = join(folder, 'data')
      first.push(await startAndStop(data))
      later.push(await startAndStop(data))
    })
  }
  say(
    drawTable(
      ['start', 'median ms', 'slowest ms', 'aim'],
      [row('very first', first, 3000), row('later', later, 1500)],
    ),
  )
}

async function startAndStop(data: string): Promise<number> {
  const running = await startProgram(data)
  await running.stop()
  return running.firstAnswer
}

function row(name: string, all: readonly number[], aim: number): readonly string[] {
  const { median } = sumUp(all)
  return [
    name,
    ms(median),
    ms(Math.max(...all)),
    `${ms(aim)}: ${median <= aim ? 'met' : 'NOT met'}`,
  ]
}
