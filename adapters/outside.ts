import { randomInt } from 'node:crypto'
import { type Outside, signs } from '../src/index.ts'
import { dayOf } from './clock.ts'

/** The real clock, and ids that nobody guesses, of signs that can be read out. */
export const outside: Outside = {
  now: () => new Date().toISOString(),
  dayOf,
  freshId: (length) => Array.from({ length }, () => signs[randomInt(signs.length)]).join(''),
}
