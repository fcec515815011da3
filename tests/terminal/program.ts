import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs one of the programs as `npm run` does, with what is typed as standard input. */
export function run(
  script: string,
  options: {
    readonly args?: readonly string[]
    readonly typed?: string
    readonly env?: Readonly<Record<string, string>>
    /** Reads no more than what comes first, as `head` does. */
    readonly reads?: 'first'
  } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`dist/adapters/${script}.js`, ...(options.args ?? [])], {
      cwd: root,
      env: { PATH: '/usr/bin:/bin', ...options.env },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (data) => {
      out += data
      if (options.reads === 'first') child.stdout.destroy()
    })
    child.stderr.on('data', (data) => {
      err += data
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(options.typed ?? '')
  })
}
