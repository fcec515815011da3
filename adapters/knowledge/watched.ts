import type { Logger } from 'pino'
import type { Knowledge } from '../../src/index.ts'
import { knowledgeFolder } from './folder.ts'
import { readKnowledge } from './read.ts'
import { readAhead } from './read-ahead.ts'
import { watchFolder } from './watch-folder.ts'

export interface WatchedKnowledge {
  readonly now: () => Knowledge
  readonly files: () => Readonly<Record<string, string>>
  readonly stop: () => void
}

const mostTold = 20

/**
 * Knowledge that follows its files. What is broken never takes the bot down: the last good knowledge stays and every
 * problem is logged with file and line. A folder that is broken from the start is an error.
 */
export async function watchKnowledge({
  folder = knowledgeFolder,
  kept,
  log,
  changed,
}: {
  folder: string | undefined
  /** A file for what was read, so that only what has changed is read again. */
  kept?: string
  log: Logger
  changed: (version: string) => Promise<void>
}): Promise<WatchedKnowledge> {
  const first = await readKnowledge(folder, kept)
  if (first.kind === 'broken') {
    const told = first.problems
      .slice(0, mostTold)
      .map(({ file, line, message }) => `${file}:${line}: ${message}`)
    throw new Error(`The knowledge cannot be used:\n${told.join('\n')}`)
  }
  let good = first

  async function reread(): Promise<void> {
    if (kept !== undefined) await readAhead(folder, kept)
    const read = await readKnowledge(folder, kept)
    if (read.kind === 'broken') {
      for (const { file, line, message } of read.problems.slice(0, mostTold))
        log.error({ file, line }, `knowledge: ${message}`)
      log.error(
        { version: good.knowledge.version },
        'knowledge not changed: the last good one stays in force',
      )
      return
    }
    if (read.knowledge.version === good.knowledge.version) return
    good = read
    log.info(
      { version: read.knowledge.version, offerings: read.knowledge.offerings.size },
      'knowledge changed',
    )
    await changed(read.knowledge.version)
  }

  const watcher = await watchFolder(folder, () =>
    reread().catch((error: unknown) =>
      log.error({ error: String(error) }, 'knowledge changed but not kept for replays'),
    ),
  )
  return { now: () => good.knowledge, files: () => good.files, stop: watcher.stop }
}
