import { expect, test } from 'vitest'
import { mendSpaces } from '../../src/conversation/spaces.ts'
import { correct, mendSpoken } from '../../src/conversation/spelt.ts'
import { readLine } from '../../src/knowledge/words.ts'
import { openKnowledge } from '../real-knowledge.ts'

const known = await openKnowledge()

test.each([
  ['jagvill låna pengar', 'jag vill låna pengar'],
  ['Vimåste byta pannan', 'Vi måste byta pannan'],
  ['bygga enfiskodling, snart', 'bygga en fiskodling, snart'],
  ['fiket iArjeplog', 'fiket i Arjeplog'],
  ['solarpanels forour roof', 'solar panels for our roof'],
  ['vår lant handel', 'vår lanthandel'],
  ['run a camp site', 'run a campsite'],
  ['ladd stolpar på gården', 'laddstolpar på gården'],
  ['lad stolpar på gården', 'ladstolpar på gården'],
])('%s: %s', (typed, meant) => {
  expect(mendSpaces(known, readLine(typed)).text).toBe(meant)
})

test.each([
  'inköp av förtag',
  'exporthjälp och kassaflöde',
  'tillbyggnad för handelsvaror',
  'utgivare som får förstudera ett jättejobb',
  'en gång till',
  'ta över efter far',
  'iPhone och e-handel',
  'Vi bygger husbilar åt folk, hur tar jag betalt över gränsen?',
])('the spaces of %s are where they should be', (text) => {
  expect(mendSpaces(known, readLine(text)).text).toBe(text)
})

test.each([
  ['foeretagslaan', 'företagslån'],
  ['laanar', 'lånar'],
  ['aer', 'är'],
  ['shoes', 'shoes'],
  ['loan', 'loan'],
  ['skoterdelr', 'skoterdelar'],
])('%s is %s', (typed, meant) => {
  expect(correct(known, typed).meant).toBe(meant)
})

test.each([
  ['ja vill låna, vad ska ja göra', 'jag vill låna, vad ska jag göra'],
  ['ja, vill ni veta mer', 'ja, vill ni veta mer'],
  ['ja tack', 'ja tack'],
])('spoken: %s', (said, meant) => {
  expect(mendSpoken(said)).toBe(meant)
})
