import { expect, test } from 'vitest'
import { correct } from '../../src/conversation/spelt.ts'
import { findFeatures } from '../../src/knowledge/features.ts'
import { createSpelling, indexSpellings } from '../../src/knowledge/spelling.ts'
import { stem } from '../../src/knowledge/words.ts'
import { openKnowledge } from '../real-knowledge.ts'

const knowledge = await openKnowledge()
const { vocabulary, spelling } = knowledge

const groupsOf = (word: string, language: 'sv' | 'en' = 'sv') =>
  findFeatures(vocabulary, [word], language)
    .map(({ term }) => term)
    .filter((term) => term.startsWith('#'))

test.each(['brukar', 'bara', 'tack', 'köra', 'försöker', 'handlar', 'pengarna', 'timmar'])(
  '%s is everyday talk and no need',
  (word) => {
    expect(groupsOf(word)).not.toContain('#farm')
    expect(groupsOf(word).filter((group) => group !== '#general-money')).toEqual([])
  },
)

test.each(['or', 'interested', 'received', 'customers', 'well'])('%s is everyday talk', (word) => {
  expect(groupsOf(word, 'en')).toEqual([])
})

test('every everyday word is known, also the last ones', () => {
  for (const word of ['taggad', 'svälja', 'skriva', 'kör', 'gratis'])
    expect(vocabulary.surface.has(word), word).toBe(true)
})

test('a right word that is rare here is left as it is', () => {
  for (const word of ['trist', 'framsteg', 'elever', 'utmaning', 'förändring', 'sanning'])
    expect(vocabulary.surface.has(word), word).toBe(true)
})

const correctOf = (words: Readonly<Record<string, number>>) =>
  createSpelling(indexSpellings(new Map(Object.entries(words)))).correct

test('one letter for another is a slip when keys or sounds are near, otherwise another word', () => {
  const correct = correctOf({ maskin: 1, kassa: 1 })
  expect(correct('mazkin')).toBe('maskin')
  expect(correct('maskni')).toBe('maskin')
  expect(correct('maskn')).toBe('maskin')
  expect(correct('matkin')).toBeUndefined()
})

test('of two words the one with smaller slips is meant, unless the other is said far more often', () => {
  expect(correctOf({ bolag: 1, bolla: 1 })('bollag')).toBe('bolag')
  expect(correctOf({ skuld: 1, skulle: 1 })('skule')).toBe('skulle')
  expect(correctOf({ fram: 1, firma: 1 })('firam')).toBe('firma')
  expect(correctOf({ säljer: 1, säger: 1 })('säjer')).toBe('säger')
  expect(correctOf({ säljer: 20, säger: 1 })('säjer')).toBe('säljer')
})

test('an inflection that nobody has heard of is rather a known word with a letter doubled', () => {
  expect(vocabulary.stems.sv.has(stem('kommunnen', 'sv'))).toBe(true)
  expect(correct(knowledge, 'kommunnen', 'sv').meant).toBe('kommunen')
  expect(correct(knowledge, 'maskinparkerna', 'sv').meant).toBe('maskinparkerna')
})

test('short forms are read as what they stand for, in their language', () => {
  expect(correct(knowledge, 'ngn', 'sv').meant).toBe('någon')
  expect(correct(knowledge, 'pls', 'en').meant).toBe('please')
  expect(correct(knowledge, 'n', 'en').meant).toBe('and')
  expect(correct(knowledge, 'n', 'sv').meant).toBe('n')
})

test('the catalogue spells what is misspelt in a need', () => {
  expect(spelling.correct('maksin')).toBe('maskin')
  expect(spelling.correct('bidarg')).toBe('bidrag')
})

test('of equally near words a misspelt one is taken for one of the language', () => {
  expect(spelling.correct('grnt', 'en')).toBe('grant')
  expect(spelling.correct('grnt', 'sv')).toBe('grönt')
})

test('a konkurs is no course', () => {
  expect(groupsOf('konkurs')).not.toContain('#training')
})
