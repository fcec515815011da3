import { randomInt } from 'node:crypto'
import { dayOf } from '../../adapters/clock.ts'
import type { Outside } from '../../src/index.ts'

/** The real clock, and ids as the program makes them. */
export const outside: Outside = {
  now: () => new Date().toISOString(),
  dayOf,
  freshId: (length) =>
    Array.from({ length }, () => '23456789ABCDEFGHJKMNPQRSTVWXYZ'[randomInt(30)]).join(''),
}
