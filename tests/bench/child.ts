import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs a program of this folder with `work` and takes the one thing it sends. */
export function runChild<T>(program: string, work: unknown): Promise<T> {
  const path = fileURLToPath(new URL(program, import.meta.url))
  const child = fork(path, [JSON.stringify(work)], {
    execArgv: [...process.execArgv, '--max-old-space-size=8000'],
    // As JSON, what was not measured would arrive as null.
    serialization: 'advanced',
  })
  return new Promise((resolve, reject) => {
    let told: { readonly value: T } | undefined
    child.on('message', (value) => {
      told = { value: value as T }
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      told === undefined ? reject(new Error(`${program}: exit code ${code}`)) : resolve(told.value),
    )
  })
}
