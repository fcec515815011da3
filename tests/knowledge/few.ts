import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { knowledgeFolder, readFolder } from '../../adapters/knowledge/folder.ts'
import type { SourceFile } from '../../src/index.ts'

/** The real knowledge with only a few of its offerings, the activities about them and one in five utterances: quick to learn. */
export async function readFew(offerings: readonly string[]): Promise<readonly SourceFile[]> {
  const files = await readFolder(knowledgeFolder)
  const kept = new Set(offerings.map((id) => `offerings/${id}.yaml`))
  return files
    .filter(({ path }) => !path.startsWith('offerings/') || kept.has(path))
    .map((file) => {
      if (file.path === 'activities.yaml') return { ...file, text: keepAbout(file.text, offerings) }
      return file.path.startsWith('utterances/') ? { ...file, text: thin(file.text) } : file
    })
}

/** The same as a folder. */
export async function writeFew(folder: string, offerings: readonly string[]): Promise<void> {
  for (const { path, text } of await readFew(offerings)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

const fifth = 5

function thin(utterances: string): string {
  return utterances
    .split('\n')
    .filter((line, at) => !line.startsWith('  - ') || at % fifth === 0)
    .join('\n')
}

function keepAbout(activities: string, offerings: readonly string[]): string {
  const [comment = '', ...entries] = activities.split(/^(?=[a-z0-9-]+:$)/m)
  const kept = entries.filter((entry) =>
    offerings.some((id) => entry.includes(`offering: ${id}\n`)),
  )
  return comment + (kept.join('') || '{}\n')
}
