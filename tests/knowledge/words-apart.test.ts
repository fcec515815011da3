import { expect, test } from 'vitest'
import { createSpelling, indexSpellings } from '../../src/knowledge/spelling.ts'
import { findFeatures } from '../../src/knowledge/vocabulary.ts'
import { openKnowledge } from '../real-knowledge.ts'

const { vocabulary, spelling } = await openKnowledge()

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

test('one letter for another is a slip when keys or sounds are near, otherwise another word', () => {
  const { correct } = createSpelling(indexSpellings(['maskin', 'kassa']))
  expect(correct('mazkin')).toBe('maskin')
  expect(correct('maskni')).toBe('maskin')
  expect(correct('maskn')).toBe('maskin')
  expect(correct('matkin')).toBeUndefined()
})

test('an everyday word is what was meant only when nothing else is as near', () => {
  const { correct } = createSpelling(
    indexSpellings(['sälja', 'säga', 'behöver'], new Set(['säga', 'behöver'])),
  )
  expect(correct('säja')).toBe('sälja')
  expect(correct('behöevr')).toBe('behöver')
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
