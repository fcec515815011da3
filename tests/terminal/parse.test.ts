import { describe, expect, test } from 'vitest'
import { readField, readLine } from '../../adapters/terminal/parse.ts'
import { clean } from '../../adapters/terminal/render.ts'
import type { Action, Field } from '../../src/index.ts'

const shown: readonly Action[] = [
  { kind: 'press', label: 'Visa fler', press: 'more', weight: 'plain' },
  { kind: 'press', label: 'Malå', press: 'place|mala|find', weight: 'plain' },
]
const field: Field = {
  name: 'name',
  label: 'Namn',
  hint: '',
  value: 'Anna',
  required: 'no',
  type: 'text',
  options: [],
  error: '',
  autocomplete: 'off',
}

describe('a line', () => {
  test.each([
    ['1', { kind: 'press', press: 'more' }],
    [' 2 ', { kind: 'press', press: 'place|mala|find' }],
    ['3', { kind: 'message', text: '3' }],
    ['0', { kind: 'message', text: '0' }],
    ['1 anställd', { kind: 'message', text: '1 anställd' }],
    ['-1', { kind: 'message', text: '-1' }],
    ['92332', { kind: 'message', text: '92332' }],
    ['   ', undefined],
  ])('%j', (line, said) => expect(readLine(line, shown)).toEqual(said))
})

describe('a field', () => {
  const tick: Field = { ...field, type: 'tick', value: '' }
  const choice: Field = {
    ...field,
    type: 'choice',
    options: [
      { value: 'am', label: 'Förmiddag' },
      { value: 'pm', label: 'Eftermiddag' },
    ],
  }
  test.each([
    [field, '', { kind: 'value', value: 'Anna' }],
    [field, ' Bo ', { kind: 'value', value: 'Bo' }],
    [field, '-', { kind: 'value', value: '' }],
    [field, 'Avbryt', { kind: 'cancel' }],
    [tick, 'ja', { kind: 'value', value: 'yes' }],
    [tick, 'N', { kind: 'value', value: '' }],
    [tick, 'kanske', { kind: 'unclear' }],
    [choice, 'eftermiddag', { kind: 'value', value: 'pm' }],
    [choice, '1', { kind: 'value', value: 'am' }],
    [choice, '3', { kind: 'unclear' }],
  ])('%# %s', (of, line, typed) => expect(readField(of, line)).toEqual(typed))
})

test('nothing that a terminal would take as a command is written', () => {
  expect(clean('a\u001b[2Jb\u0007c\u202ed\ne')).toBe('a [2Jb c d\ne')
})
