import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyReply } from 'fastify'

/** Beside this file; after a build, which copies only TypeScript, in the source tree the program is started from. */
function findPages(): string {
  const beside = fileURLToPath(new URL('./pages/', import.meta.url))
  return existsSync(beside) ? beside : join(process.cwd(), 'adapters/web/pages/')
}

export const pagesFolder = findPages()

/** A whole page, read once; the files beside it are served as they are. */
export const readPage = (name: 'chat' | 'office' | 'about'): string =>
  readFileSync(join(pagesFolder, `${name}.html`), 'utf8')

export function sendPage(reply: FastifyReply, page: string): FastifyReply {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache')
  return reply.type('text/html; charset=utf-8').send(page)
}
