import { drawTable, say } from '../quality/table.ts'
import { runChild } from './child.ts'
import { drawTimes, ms, type Times } from './times.ts'

export interface EngineWork {
  readonly size: number
  readonly peers: readonly string[]
  readonly folder: string | undefined
}

export interface Contestant {
  readonly name: string
  readonly buildMs: number
  /** Questions not asked before; then the same again. */
  readonly first: Times
  readonly again: Times
}

export interface EngineRun {
  readonly size: number
  readonly words: number
  readonly loadMs: number
  readonly contestants: readonly Contestant[]
  readonly rss: number
}

export interface EngineOptions {
  readonly sizes: readonly number[]
  readonly peers: readonly string[]
  readonly folder: string | undefined
}

/** Each size in a process of its own, so that none warms up or fills the memory of another. */
export async function benchEngine({ sizes, peers, folder }: EngineOptions): Promise<void> {
  say('## Engine: milliseconds per question')
  say(
    'A peer, and our search alone, go from the question to ids: like for like. Our whole turn also corrects words, reads place, facts and intent, judges who may have what, chooses the next question and writes the replies.',
  )
  const runs: EngineRun[] = []
  for (const size of sizes) {
    const run = await runChild<EngineRun>('engine-process.ts', { size, peers, folder })
    runs.push(run)
    say(
      `\n${run.size} offerings, ${run.words} words; loaded in ${ms(run.loadMs)} ms; ${(run.rss / 1e6).toFixed(0)} MB with every index.`,
    )
    say(drawRun(run))
  }
  say()
  say(concludeEngine(runs))
}

function drawRun({ contestants }: EngineRun): string {
  const whole = find(contestants, 'whole turn')
  const body = contestants.map(({ name, buildMs, first, again }) => [
    name,
    ...drawTimes(first),
    ms(again.median),
    `${(first.median / whole).toFixed(1)} x`,
    ms(buildMs),
  ])
  return drawTable(
    ['', 'median', 'p99', 'questions', 'median again', 'to our turn', 'index built in ms'],
    body,
  )
}

const find = (contestants: readonly Contestant[], name: string): number =>
  contestants.find((one) => one.name.includes(name))?.first.median ?? Number.NaN

const judge = (ours = Number.NaN, peer: number): string =>
  `${(ours / peer).toFixed(2)} x, ${ours <= peer ? 'met' : 'NOT met'}`

function concludeEngine(runs: readonly EngineRun[]): string {
  const lines = runs.map(({ size, contestants }) => {
    const [whole, alone, mini] = ['whole turn', 'search alone', 'minisearch'].map((name) =>
      find(contestants, name),
    )
    const against =
      mini === undefined || Number.isNaN(mini)
        ? ''
        : `, minisearch ${ms(mini)} (aim no slower: search ${judge(alone, mini)}, whole turn ${judge(whole, mini)})`
    return `${size}: search alone ${ms(alone ?? Number.NaN)}, whole turn ${ms(whole ?? Number.NaN)}${against}`
  })
  const [first, last] = [runs[0], runs.at(-1)]
  if (first === undefined || last === undefined) return ''
  const small = find(first.contestants, 'whole turn')
  const told =
    first.size === 153
      ? `median at 153 ${ms(small)} ms (aim 1 ms: ${small <= 1 ? 'met' : 'NOT met'})`
      : ''
  const grown = find(last.contestants, 'whole turn') / small
  const factor = last.size / first.size
  const cost =
    factor > 90
      ? `${factor.toFixed(0)} times the offerings cost ${grown.toFixed(1)} times the time (aim 10: ${grown <= 10 ? 'met' : 'NOT met'})`
      : ''
  return ['Conclusion:', ...lines, told, cost].filter((line) => line !== '').join('\n- ')
}
