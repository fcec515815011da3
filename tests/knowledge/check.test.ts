import { beforeAll, describe, expect, test } from 'vitest'
import { readUsedTexts } from '../../adapters/knowledge/used-texts.ts'
import { type Checked, checkKnowledge } from '../../src/knowledge/check.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { readSource } from '../../src/knowledge/read-source.ts'
import type { SourceFile } from '../../src/knowledge/read-yaml.ts'
import { readFew } from './few.ts'

/** Many mistakes in one copy of a part of the real folder, each found with its line. */

const day = '2026-11-23'
const offerings = [
  'almi-mikrolan',
  'almi-foretagslan',
  'region10-nimr-niaa',
  'region10-shimr',
  'region10-hallbar-framtid',
  'euipo-sme-fund',
]
const mistakes: readonly (readonly [file: string, from: string | RegExp, to: string])[] = [
  ['offerings/almi-mikrolan.yaml', 'provider: almi', 'provider: alm'],
  ['offerings/almi-mikrolan.yaml', '    cash-shortage,', '    cash-shortag,'],
  ['offerings/almi-mikrolan.yaml', 'answer: "no"', 'answer: "yes"'],
  [
    'offerings/almi-mikrolan.yaml',
    'asked: behöver låna lite pengar till min firma',
    'asked: börja om',
  ],
  ['offerings/almi-mikrolan.yaml', 'checked: "2026-11-23"', 'checked: "2025-01-01"'],
  [
    'offerings/almi-foretagslan.yaml',
    'open: { status: open }',
    'open: { status: open, to: "2024" }',
  ],
  ['offerings/almi-foretagslan.yaml', 'area:', 'first_do: [almi-foretagslan]\narea:'],
  ['offerings/region10-nimr-niaa.yaml', 'region10-shimr', 'region10-shmr'],
  ['offerings/region10-nimr-niaa.yaml', 'SEK 16 million', 'SEK 61 million'],
  ['offerings/region10-hallbar-framtid.yaml', 'area:', 'succeeded_by: region10-shimr\narea:'],
  ['activities.yaml', 'offering: euipo-sme-fund', 'offering: euipo-sme-found'],
  ['offices.yaml', /(\noffices:[\s\S]*?competences: \[)/, '$1flying, '],
  ['offices.yaml', /(\noffices:[\s\S]*?stand_in: \[)/, '$1dorotea, '],
  ['texts/sv.yaml', 'find.more: Visa fler\n', ''],
  ['texts/sv.yaml', 'thanks: ', 'thanks.gone: '],
  ['texts/en.yaml', 'thanks: ', 'thanks.gone: '],
  ['texts/en.yaml', /^(case\.withdraw: .*)$/m, '$1 {office}'],
  ['texts/en.yaml', /^and: and$/m, 'and: and\ncase.title: "twice"'],
  [
    'places.yaml',
    '{ name: Renfors, municipality: Skellefteå',
    '{ name: Renfors, municipality: Skelleftea',
  ],
  ['places.yaml', '{ name: Svanabyn, kind', '{ name: Mo i Rana, kind'],
  ['places.yaml', '{ code: "91050", town: Fredrika', '{ code: "91702", town: Fredrika'],
]

let files: readonly SourceFile[]
let checked: Checked
let told: readonly string[]

beforeAll(async () => {
  files = (await readFew(offerings)).map(({ path, text }) => ({
    path,
    text: mistakes
      .filter(([file]) => file === path)
      .reduce((before, [, from, to]) => {
        const after = before.replace(from, to)
        expect(after, `${path}: ${from}`).not.toBe(before)
        return after
      }, text),
  }))
  const loaded = loadKnowledge(files.map(readSource), 'broken')
  if (loaded.kind === 'broken') throw new Error(JSON.stringify(loaded.problems))
  const used = await readUsedTexts(new Set(['find', 'case']))
  checked = checkKnowledge({ knowledge: loaded.knowledge, files, day, used })
  told = checked.errors.map(({ file, line, message }) => `${file}:${line}: ${message}`)
})

function lineOf(file: string, words: string): number {
  const text = files.find(({ path }) => path === file)?.text ?? ''
  expect(text).toContain(words)
  return text.slice(0, text.indexOf(words)).split('\n').length
}

const tells = (file: string, words: string, message: string) =>
  expect(told).toContain(`knowledge/${file}:${lineOf(file, words)}: ${message}`)

describe('what names something that is not there', () => {
  test('a provider', () =>
    tells(
      'offerings/almi-mikrolan.yaml',
      'provider: alm',
      'provider: no provider "alm"; did you mean "almi"?',
    ))
  test('a group of words', () =>
    tells(
      'offerings/almi-mikrolan.yaml',
      'cash-shortag,',
      'fits.22: no group of synonyms.yaml "cash-shortag"; did you mean "cash-shortage"?',
    ))
  test('a successor', () =>
    tells(
      'offerings/region10-nimr-niaa.yaml',
      'succeeded_by',
      'succeeded_by: no offering "region10-shmr"; did you mean "region10-shimr"?',
    ))
  test('the offering of an activity', () =>
    tells(
      'activities.yaml',
      'offering: euipo-sme-found',
      'euipo-sme-fund-2026.offering: no offering "euipo-sme-found"; did you mean "euipo-sme-fund"?',
    ))
  test('a competence, and an office that stands in for itself', () => {
    expect(told.join('\n')).toMatch(
      /offices\.yaml:\d+: offices\.dorotea\.competences\.0: no competence "flying"/,
    )
    expect(told.join('\n')).toContain(
      'offices.dorotea.stand_in: an office cannot stand in for itself',
    )
  })
  test('a municipality', () =>
    tells(
      'places.yaml',
      'name: Renfors',
      'border_villages.1.municipality: no municipality "Skelleftea"; did you mean "Skellefteå"?',
    ))
})

describe('what leads back to itself', () => {
  test('successors in a circle', () => {
    for (const id of ['region10-shimr', 'region10-hallbar-framtid'])
      tells(
        `offerings/${id}.yaml`,
        'succeeded_by',
        'succeeded_by: leads back to the offering itself',
      )
  })
  test('what must be done first', () =>
    tells(
      'offerings/almi-foretagslan.yaml',
      'first_do',
      'first_do: leads back to the offering itself',
    ))
})

describe('sentences', () => {
  test('one that a language lacks', () =>
    tells('texts/en.yaml', 'find.more:', 'find.more: is missing in sv'))
  test('other blanks', () =>
    tells(
      'texts/en.yaml',
      'case.withdraw',
      'case.withdraw: has the blanks {office}; in sv they are (none)',
    ))
  test('one that stands in two files', () => {
    expect(told.join('\n')).toMatch(
      /texts\/(?:cases\.)?en\.yaml:\d+: case\.title: stands in another file of the same language too/,
    )
  })
  test('one that the program says but nobody wrote', () =>
    expect(told).toContain(
      'knowledge/texts/sv.yaml:1: the program says "thanks", which is not there',
    ))
})

test('a figure of one language only', () => {
  const sentence = lineOf('offerings/region10-nimr-niaa.yaml', '- Från början omfattade')
  const where = `knowledge/offerings/region10-nimr-niaa.yaml:${sentence}: good_to_know.sv.0`
  expect(told).toContain(`${where}: 16 stands in sv but not in en`)
  expect(told).toContain(`${where}: 61 stands in en but not in sv`)
})

describe('places', () => {
  test('a village whose name leads elsewhere', () =>
    expect(told.join('\n')).toMatch(
      /places\.yaml:\d+: municipalities\.0\.villages\.0\.name: leads to nowhere, not to dorotea/,
    ))
  test('a postal code in two municipalities', () =>
    expect(told.join('\n')).toMatch(
      /places\.yaml:\d+: municipalities\.1\.postal_codes\.1\.code: 91702 is dorotea's too/,
    ))
})

describe('examples', () => {
  test('a company that is judged otherwise', () =>
    tells(
      'offerings/almi-mikrolan.yaml',
      'company: { employees: 25 }',
      'examples.5: {"employees":25} is "no", not "yes"',
    ))
  test('a question that does not find it', () =>
    tells(
      'offerings/almi-mikrolan.yaml',
      'asked: börja om',
      'examples.0: "börja om" does not have this one among the first 3',
    ))
})

describe('what to look at', () => {
  const warned = () =>
    checked.warnings.map(({ file, line, message }) => `${file}:${line}: ${message}`)
  test('facts checked long ago', () =>
    expect(warned()).toContain(
      `knowledge/offerings/almi-mikrolan.yaml:${lineOf('offerings/almi-mikrolan.yaml', 'checked: "2025')}: source.checked: 2025-01-01 is 691 days ago`,
    ))
  test('dates that have overtaken the word', () =>
    expect(warned().join('\n')).toContain('open.to: ended 2024, but the word says open'))
  test('a sentence that nothing says any more', () =>
    expect(warned().join('\n')).toContain('thanks.gone: nothing says it any more'))
})

test('and nothing else is wrong', () => {
  expect(told.length, told.join('\n')).toBeLessThanOrEqual(mistakes.length + 6)
})
