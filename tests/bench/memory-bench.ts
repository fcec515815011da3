import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readQuestions } from '../quality/questions.ts'
import { drawTable, say } from '../quality/table.ts'
import { withFolder } from './folder.ts'
import { newConversation, startProgram } from './running.ts'

/** Within what the web channel allows an address in a minute. */
const turns = 200
const perConversation = 20
const aim = 250

/** What the running program holds in memory after start and after many turns; PostgreSQL's own processes apart. */
export async function benchMemory(): Promise<void> {
  say('## Resident memory')
  const questions = await readQuestions('tuned')
  await withFolder(async (folder) => {
    const data = join(folder, 'data')
    const running = await startProgram(data)
    try {
      const atStart = await readStatus(running.pid, 'VmRSS')
      let conversation = ''
      for (let at = 0; at < turns; at++) {
        if (at % perConversation === 0) conversation = newConversation()
        const status = await running.ask(questions[at]?.turns[0] ?? '', conversation)
        if (status !== 200) throw new Error(`status ${status} after ${at} turns`)
      }
      const after = await readStatus(running.pid, 'VmRSS')
      const most = await readStatus(running.pid, 'VmHWM')
      const store = await readStore(data)
      const body = [
        ['Lotsen after its first answer', mb(atStart), ''],
        [
          `Lotsen after ${turns} turns`,
          mb(after),
          `${aim}: ${toMegabytes(after) <= aim ? 'met' : 'NOT met'}`,
        ],
        ['Lotsen at most', mb(most), ''],
        ['PostgreSQL beside it (proportional)', mb(store), ''],
      ]
      say(drawTable(['', 'MB', 'aim'], body))
    } finally {
      await running.stop()
    }
  })
}

/** The system counts in 1,024 bytes. */
const toMegabytes = (kilobytes: number): number => (kilobytes * 1024) / 1e6

const mb = (kilobytes: number): string =>
  Number.isNaN(kilobytes) ? '–' : toMegabytes(kilobytes).toFixed(0)

async function readStatus(pid: number, name: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1])
}

/** The server and its children, shared memory counted once. */
async function readStore(data: string): Promise<number> {
  const postgres = join(data, 'postgres')
  const [version = ''] = (await readdir(postgres)).filter((name) => /^\d+$/.test(name))
  const pidFile = await readFile(join(postgres, version, 'cluster', 'postmaster.pid'), 'utf8')
  const server = pidFile.split('\n')[0] ?? ''
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const sizes = await Promise.all(pids.map((pid) => readShare(pid, server)))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function readShare(pid: string, server: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1]
  if (pid !== server && parent !== server) return 0
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0)
}
