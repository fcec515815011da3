import { z } from 'zod'
import type { Problem } from './knowledge.ts'
import { type ReadFile, readYaml, type SourceFile } from './read-yaml.ts'
import { suggest } from './spelling.ts'

/** What is wrong, at a path of keys in a file below the knowledge folder. */
export type Blame = (path: string, keys: readonly PropertyKey[], message: string) => Problem

/** Finds the line of what is wrong; a file is parsed once, and only when something in it is. */
export function createBlame(files: readonly SourceFile[]): Blame {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const parsed = new Map<string, ReadFile<unknown>['lineOf']>()
  const linesOf = (path: string) => {
    const known = parsed.get(path)
    if (known !== undefined) return known
    const file = byPath.get(path)
    const lineOf = file === undefined ? () => 1 : readYaml(file, z.unknown()).lineOf
    parsed.set(path, lineOf)
    return lineOf
  }
  return (path, keys, message) => ({
    file: `knowledge/${path}`,
    line: linesOf(path)(keys),
    message: keys.length === 0 ? message : `${keys.map(String).join('.')}: ${message}`,
  })
}

/** `no provider "amli"; did you mean "almi"?` */
export function missing(what: string, id: string, known: Iterable<string>): string {
  const meant = suggest(id, [...known])
  return `no ${what} "${id}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`
}
