import { expect, test } from 'vitest'
import { readBareNumber } from '../../src/knowledge/bare-number.ts'
import { readSaidFacts } from '../../src/knowledge/said-facts.ts'
import { readLine } from '../../src/knowledge/words.ts'
import { openKnowledge } from '../real-knowledge.ts'

const { said: phrases, facts } = await openKnowledge()

test.each([
  ['typ 4', 4],
  ['ett par stycken', 2],
  ['nej tre förresten', 3],
  ['vi är nog fem pers', 5],
  ['10-15', { at_least: 10, at_most: 15 }],
  ['mellan fem och tio', { at_least: 5, at_most: 10 }],
  ['över 50', { at_least: 51 }],
  ['färre än tio', { at_most: 9 }],
  ['around 12 people', 12],
  ['a couple', 2],
])('"%s" is a number and no more', (text, value) => {
  expect(readBareNumber(text)?.value).toEqual(value)
})

test.each(['typ en traktor', 'nej', 'den tredje', 'vi vill köpa 3 maskiner', 'Malå'])(
  '"%s" is more, or none',
  (text) => {
    expect(readBareNumber(text)).toBeUndefined()
  },
)

test.each([
  ['10–15 anställda', { at_least: 10, at_most: 15 }],
  ['mellan 5 och 10 anställda', { at_least: 5, at_most: 10 }],
  ['över 250 anställda', { at_least: 251 }],
  ['färre än tio anställda', { at_most: 9 }],
  ['min fru och 3 anställda', 3],
])('"%s" keeps what is not known exactly a range', (text, employees) => {
  const said = readSaidFacts({ line: readLine(text), language: 'sv', phrases, facts, year: 2026 })
  expect(said.employees).toEqual(employees)
})
