import { hashFiles, knowledgeFolder, readFolder } from '../../adapters/knowledge/folder.ts'
import { type Knowledge, loadKnowledge } from '../../src/index.ts'

/** The knowledge of a folder (the program's own by default), or an error that names the first problems. */
export async function openKnowledge(folder = knowledgeFolder): Promise<Knowledge> {
  const files = await readFolder(folder)
  const loaded = loadKnowledge(files, hashFiles(files))
  if (loaded.kind === 'loaded') return loaded.knowledge
  const problems = loaded.problems.slice(0, 5)
  const lines = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
  throw new Error(`${folder} cannot be loaded:\n${lines.join('\n')}`)
}
