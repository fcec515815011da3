import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyReply } from 'fastify'
import { root } from '../root.ts'

export const pagesFolder = fileURLToPath(new URL('adapters/web/pages/', root))

/** A whole page, read once; the files beside it are served as they are. */
export const readPage = (name: 'chat' | 'office' | 'about'): string =>
  readFileSync(join(pagesFolder, `${name}.html`), 'utf8')

export function sendPage(reply: FastifyReply, page: string): FastifyReply {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache')
  return reply.type('text/html; charset=utf-8').send(page)
}
