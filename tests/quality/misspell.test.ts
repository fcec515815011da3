import { expect, test } from 'vitest'
import { createRandom, misspell } from './misspell.ts'

const asked = 'Vi behöver köpa en ny grävmaskin till åkeriet, finns det något stöd i Storuman?'
const draw = (seed: number, every: number) => {
  const random = createRandom(seed)
  return Array.from({ length: 50 }, () => misspell(asked, { language: 'sv', random, every }))
}

test('a question is misspelt in many ways, the same ones each time', () => {
  expect(draw(1, 3)).toEqual(draw(1, 3))
  expect(draw(1, 3)).not.toEqual(draw(2, 3))
  expect(new Set(draw(1, 3)).size).toBeGreaterThan(45)
})

test('every one has a slip, and a heavier dose has more of them', () => {
  expect(draw(1, 100)).not.toContain(asked)
  const rightWords = (all: readonly string[]) =>
    all.flatMap((one) => one.split(' ').filter((word) => asked.split(' ').includes(word))).length
  expect(rightWords(draw(1, 3))).toBeLessThan(rightWords(draw(1, 6)))
})
