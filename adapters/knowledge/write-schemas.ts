import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { schemasForEditors } from '../../src/editing.ts'

/** Writes the JSON Schemas with which editors complete the YAML files. Answers their paths. */
export async function writeSchemas(folder: string): Promise<readonly string[]> {
  const target = join(folder, 'schema')
  await mkdir(target, { recursive: true })
  return Promise.all(
    Object.entries(schemasForEditors()).map(async ([name, text]) => {
      const path = join(target, name)
      await writeFile(path, text)
      return path
    }),
  )
}
