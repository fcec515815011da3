import { existsSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { peerNames } from '../quality/peers.ts'
import { say } from '../quality/table.ts'
import { benchEngine } from './engine-bench.ts'
import { benchMemory } from './memory-bench.ts'
import { benchStart } from './start-bench.ts'
import { benchTurns } from './turns-bench.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '153,1500,15000' },
    /** Which of them run beside the engine; `none` for none. */
    peers: { type: 'string', default: peerNames.join(',') },
    knowledge: { type: 'string' },
  },
})

type Bench = () => Promise<void>

/** A channel's own bench, once it has one. */
async function benchChannel(name: string, exported: string): Promise<void> {
  say(`## ${name}`)
  const file = new URL(`../${name.toLowerCase()}/bench.ts`, import.meta.url)
  if (!existsSync(file))
    return say(`not measured: there is no tests/${name.toLowerCase()}/bench.ts`)
  const channel = (await import(file.href)) as Readonly<Record<string, Bench | undefined>>
  const bench = channel[exported]
  if (bench === undefined) return say(`not measured: it does not export ${exported}`)
  await bench()
}

const benches: Readonly<Record<string, Bench>> = {
  engine: () =>
    benchEngine({
      sizes: options.sizes.split(',').map(Number),
      peers: options.peers.split(','),
      folder: options.knowledge,
    }),
  turns: benchTurns,
  start: benchStart,
  memory: benchMemory,
  slack: () => benchChannel('Slack', 'benchSlack'),
  teams: () => benchChannel('Teams', 'benchTeams'),
}

/** Other work on the machine makes every figure worse; read them with this in mind. */
say(
  `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)} before the start.\n`,
)

for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const bench = benches[name]
  if (bench === undefined)
    throw new Error(`no bench "${name}"; there are ${Object.keys(benches).join(', ')}`)
  try {
    await bench()
  } catch (error) {
    say(`not measured: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
  say()
}
