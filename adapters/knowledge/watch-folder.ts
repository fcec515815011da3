import { type FSWatcher, watch } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Editors write a file in several steps. */
const settleMs = 150
const retryMs = 5000

/**
 * Tells when files below a folder have changed and it has been quiet for a moment, one telling at a time. Every folder
 * is watched by itself: a recursive watch loses a file that an editor or git replaces instead of writing into it.
 */
export async function watchFolder(
  folder: string,
  changed: () => Promise<void>,
): Promise<{ readonly stop: () => void }> {
  let watchers: readonly FSWatcher[] = []
  let timer: NodeJS.Timeout | undefined
  let busy = false
  let again = false
  let stopped = false

  const hear = (ms: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void look(), ms)
  }
  const look = async (): Promise<void> => {
    if (busy) {
      again = true
      return
    }
    busy = true
    const watching = await rewatch()
    await changed()
    busy = false
    if (again || watching === 'no') hear(watching === 'no' ? retryMs : settleMs)
    again = false
  }
  /** Before anything is read, so that no change falls between. */
  const rewatch = async (): Promise<'yes' | 'no'> => {
    try {
      const folders = await listFolders(folder)
      for (const watcher of watchers) watcher.close()
      watchers = stopped ? [] : folders.map((one) => watch(one, () => hear(settleMs)))
      for (const watcher of watchers) watcher.on('error', () => hear(retryMs))
      return 'yes'
    } catch {
      return 'no'
    }
  }
  await rewatch()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}

async function listFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const below = entries.filter((entry) => entry.isDirectory())
  return [folder, ...below.map((entry) => join(entry.parentPath, entry.name))]
}
