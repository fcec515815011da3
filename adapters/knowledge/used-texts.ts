import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { UsedTexts } from '../../src/editing.ts'

const decides = fileURLToPath(new URL('../../src/', import.meta.url))
const does = fileURLToPath(new URL('../', import.meta.url))

/** `'form.error.need'`, but not `'offices.yaml'`. */
const key = /(['"])([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+)(?<!\.(?:yaml|ts|js|json|css|html))\1/g
/** Of one word, such as `say('welcome')`; in adapters other things are said too. */
const saidAlone = /\bsay\((?:[^`)]*\? )?(['"])([a-z-]+)\1/g
const saidInParts = /`([a-z0-9_.-]*\.?\$\{[^`]*)`/g

/**
 * The sentences that the program names, read from its own code: a sentence that an editor removed but the bot still
 * says is found before anyone is answered with its key.
 */
export async function readUsedTexts(namespaces: ReadonlySet<string>): Promise<UsedTexts> {
  const [deciding, doing] = await Promise.all([decides, does].map(readCode))
  const codes = [...(deciding ?? []), ...(doing ?? [])]
  const named = codes.flatMap((code) => [...code.matchAll(key)].map((match) => match[2] ?? ''))
  const alone = (deciding ?? []).flatMap((code) =>
    [...code.matchAll(saidAlone)].map((match) => match[2] ?? ''),
  )
  const patterns = codes.flatMap((code) =>
    [...code.matchAll(saidInParts)].map((match) => match[1] ?? ''),
  )
  return {
    keys: [...new Set([...alone, ...named.filter((one) => namespaces.has(first(one)))])],
    patterns: [...new Set(patterns)].filter((one) => namespaces.has(first(one))).map(toPattern),
  }
}

function first(one: string): string {
  return one.split('.')[0] ?? ''
}

function toPattern(template: string): RegExp {
  const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
  return new RegExp(`^${parts.join('.+')}$`)
}

async function readCode(folder: string): Promise<readonly string[]> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) =>
    /(?<!\.d)\.[jt]s$/.test(path),
  )
  return Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')))
}
