import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../adapters/postgres/database.ts'
import { template } from '../database.ts'

export const silent = pino({ level: 'silent' })

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: `${inject('server')}/postgres` })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** A database of one's own, as another process would open it too. */
export interface Fresh {
  readonly url: string
  readonly open: () => Promise<Database>
  readonly drop: () => Promise<void>
}

export async function createFresh(): Promise<Fresh> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(`create database ${name} template ${template}`)
  const url = `${inject('server')}/${name}`
  return {
    url,
    open: () => openDatabase({ url, folder: '', log: silent }),
    drop: () => onServer(`drop database ${name} with (force)`),
  }
}
