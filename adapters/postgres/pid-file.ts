import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What the server on a folder says of itself in `postmaster.pid`. */
export interface PidFile {
  readonly pid: number
  readonly port: number
  readonly status: string
}

export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port, , , , status = ''] = text.split('\n')
  return pid && port ? { pid: Number(pid), port: Number(port), status: status.trim() } : undefined
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function readCommand(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return text.replaceAll('\0', ' ')
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', `${pid}`]).catch(
    () => ({
      stdout: '',
    }),
  )
  return stdout
}

/** A process id is used again after a crash: only one that runs on this folder is this server. */
export async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  return isAlive(pid) && ` ${await readCommand(pid)} `.includes(` ${cluster} `)
}
