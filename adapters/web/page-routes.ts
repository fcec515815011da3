import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { pagesFolder, readPage, sendPage } from './page-files.ts'
import { embeddable, hideFromSearch, loadable } from './protection.ts'
import type { WebConfig } from './settings.ts'

export async function addPages(server: FastifyInstance, config: WebConfig): Promise<void> {
  const chat = readPage('chat')
  await server.register(staticFiles, {
    root: pagesFolder,
    prefix: '/pages/',
    index: false,
    cacheControl: false,
    allowedPath: (path) => !path.endsWith('.html'),
    setHeaders: (reply) => reply.header('cache-control', 'no-cache'),
  })

  server.get('/', (_request, reply) => sendPage(reply, chat))
  server.get('/embed', { helmet: embeddable(config.embedOrigins) }, (_request, reply) => {
    hideFromSearch(reply)
    return sendPage(reply, chat)
  })
  server.get('/embed.js', { helmet: loadable }, (_request, reply) => reply.sendFile('embed.js'))

  const about = drawAbout(readPage('about'), config)
  for (const path of ['/om', '/about']) {
    server.get(path, (_request, reply) => sendPage(reply, about))
  }
}

/** The page is text with a few blanks to fill in. */
function drawAbout(page: string, { privacy }: WebConfig): string {
  const blanks: Readonly<Record<string, string>> = {
    controller: [privacy.controller, privacy.email].filter((part) => part !== '').join(', '),
    conversation_days: String(privacy.conversationDays),
    case_days: String(privacy.caseDays),
  }
  return page.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => escapeHtml(blanks[name] ?? ''))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
