import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Problem } from './knowledge.ts'
import { suggest } from './spelling.ts'

export interface SourceFile {
  /** Below the knowledge folder, with `/`: "offerings/almi-mikrolan.yaml". */
  readonly path: string
  readonly text: string
}

export interface ReadFile<T> {
  readonly value: T | undefined
  readonly problems: readonly Problem[]
  /** The line a path of keys stands on, from 1. */
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** Reads one YAML file against a schema, an empty one as `{}`; every problem knows its line and, where it can, what was meant. */
export function readYaml<T>(file: SourceFile, schema: z.ZodType<T>): ReadFile<T> {
  const lines = new LineCounter()
  const document = parseDocument(file.text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  })
  const name = `knowledge/${file.path}`
  const lineOf = (path: readonly PropertyKey[]) => findLine(document, lines, path)
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file: name,
      line: lines.linePos(error.pos[0]).line,
      message: error.message,
    }))
    return { value: undefined, problems, lineOf }
  }
  const read = schema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {}, { reportInput: true })
  if (read.success) return { value: read.data, problems: [], lineOf }
  const problems = read.error.issues
    .flatMap((issue) => explain(issue, [], schema))
    .map(({ path, key, message }) => ({
      file: name,
      line: key === undefined ? lineOf(path) : findLine(document, lines, [...path, key]),
      message: path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
    }))
  return { value: undefined, problems, lineOf }
}

function findLine(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent =
      length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const key = path[length - 1]
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined
    const node = pair?.key ?? document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

interface Explained {
  readonly path: readonly PropertyKey[]
  readonly key?: string
  readonly message: string
}

type Issue = z.core.$ZodIssue

function explain(
  issue: Issue,
  above: readonly PropertyKey[],
  schema: z.ZodType,
): readonly Explained[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    const known = listKeys(schema, path)
    return issue.keys.map((key) => ({
      path,
      key,
      message: `no key "${key}" here${didYouMean(key, known)}`,
    }))
  }
  if (issue.code === 'invalid_union') return explainUnion(issue, path, schema)
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String)
    const got = 'input' in issue ? String(issue.input) : ''
    return [{ path, message: `must be one of ${known.join(', ')}${didYouMean(got, known)}` }]
  }
  if (issue.code === 'invalid_type')
    return [{ path, message: isMissing(issue) ? 'is missing' : `must be ${kindOf(issue)}` }]
  return [{ path, message: issue.message }]
}

type WrongType = Issue & { code: 'invalid_type' }

/** A key that is not there, or has nothing after its colon. */
function isMissing({ message }: WrongType): boolean {
  return /received (?:undefined|null)$/.test(message)
}

/** As an editor of YAML knows it. */
function kindOf({ expected }: WrongType): string {
  const kinds: Readonly<Record<string, string>> = {
    array: 'a list',
    object: 'keys with values',
    record: 'keys with values',
    string: 'text; put quotes around a number or a date',
    number: 'a number without quotes or spaces',
    boolean: 'true or false',
  }
  return kinds[expected] ?? expected
}

/** Of a union's branches the one that got furthest says what was meant. */
function explainUnion(
  issue: Issue & { code: 'invalid_union' },
  path: readonly PropertyKey[],
  schema: z.ZodType,
): readonly Explained[] {
  const branches = issue.errors.filter((errors) => errors.length > 0)
  const depth = (errors: readonly Issue[]) => Math.max(...errors.map((error) => error.path.length))
  const wrongKey = (errors: readonly Issue[]) =>
    errors.some((error) => error.code === 'unrecognized_keys' && error.path.length === 0)
  const best = [...branches].sort(
    (a, b) =>
      Number(wrongKey(a)) - Number(wrongKey(b)) || depth(b) - depth(a) || a.length - b.length,
  )[0]
  if (best === undefined) return [{ path, message: issue.message }]
  const keys = branches.flatMap((errors) =>
    errors.flatMap((error) => (error.code === 'unrecognized_keys' ? error.keys : [])),
  )
  const key = keys[0]
  if (wrongKey(best) && key !== undefined) {
    const known = listKeys(schema, path)
    return [{ path, key, message: `no fact or key "${key}"${didYouMean(key, known)}` }]
  }
  return best.flatMap((error) => explain(error, path, schema))
}

function didYouMean(word: string, known: readonly string[]): string {
  const meant = suggest(word, known)
  return meant === undefined ? '' : `; did you mean "${meant}"?`
}

type JsonSchema = z.core.JSONSchema.BaseSchema

/** The keys a schema knows at a path, through unions and references. */
function listKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const root = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema
  let here = openUp(root, root)
  for (const key of path) {
    here = here.flatMap((one) => {
      const next =
        one.properties?.[String(key)] ??
        (typeof one.additionalProperties === 'object' ? one.additionalProperties : undefined)
      const item = typeof key === 'number' ? one.items : next
      return typeof item === 'object' && !Array.isArray(item)
        ? openUp(item as JsonSchema, root)
        : []
    })
  }
  return [...new Set(here.flatMap((one) => Object.keys(one.properties ?? {})))]
}

function openUp(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  if (schema.$ref !== undefined) {
    const target =
      schema.$ref === '#'
        ? root
        : (root.$defs?.[schema.$ref.replace('#/$defs/', '')] as JsonSchema | undefined)
    return target === undefined || target === schema ? [] : openUp(target, root)
  }
  const branches = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
  ] as JsonSchema[]
  return [schema, ...branches.flatMap((branch) => openUp(branch, root))]
}
