import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { knowledgeFolder } from '../../adapters/knowledge/folder.ts'
import { createSay } from '../../src/conversation/say.ts'
import { assess } from '../../src/eligibility/assess.ts'
import { explainCriterion } from '../../src/eligibility/explain.ts'
import { findNextQuestion } from '../../src/eligibility/next-question.ts'
import type { Test } from '../../src/eligibility/rule.ts'
import type { FactValue } from '../../src/knowledge/fact-value.ts'
import type { CompanyFact, Knowledge, Offering } from '../../src/knowledge/knowledge.ts'
import { municipalityIds } from '../../src/knowledge/places.ts'
import { factsSchema } from '../../src/knowledge/schema.ts'
import { makeOffering } from './offering.ts'

const read = async (file: string) => parse(await readFile(`${knowledgeFolder}${file}`, 'utf8'))
const facts = new Map<string, CompanyFact>(
  Object.entries(factsSchema.parse(await read('facts.yaml'))).map(([id, fact]) => [
    id,
    { ...fact, id },
  ]),
)
const messages = {
  sv: new Map<string, string>(Object.entries(await read('texts/sv.yaml'))),
  en: new Map<string, string>(Object.entries(await read('texts/en.yaml'))),
}

describe('a criterion in words', () => {
  // Only what explaining looks at.
  const knowledge = { facts, messages } as unknown as Knowledge
  const tell = (language: 'sv' | 'en', fact: string, of: Test, value?: FactValue) =>
    explainCriterion(
      { knowledge, language, say: createSay(messages, language) },
      { fact, test: of, verdict: 'unknown' },
      value,
    ).replaceAll('\u00a0', ' ')
  test.each<[string, string, Test, FactValue | undefined]>([
    ['Anställda: högst 9 anställda', 'employees', { kind: 'number', at_most: 9 }, undefined],
    [
      'Anställda: högst 9 anställda (du: 5 anställda).',
      'employees',
      { kind: 'number', at_most: 9 },
      5,
    ],
    [
      'Anställda: 2–49 anställda',
      'employees',
      { kind: 'number', at_least: 2, at_most: 49 },
      undefined,
    ],
    [
      'Anställda: minst 1 anställd (du: 1 anställd).',
      'employees',
      { kind: 'number', at_least: 1 },
      1,
    ],
    [
      'Omsättning per år: 3 000 000–10 000 000 kr',
      'turnover',
      { kind: 'number', at_least: 3_000_000, at_most: 10_000_000, currency: 'SEK' },
      undefined,
    ],
    [
      'Anställda: under 2 anställda eller över 49 anställda',
      'employees',
      { kind: 'number', at_least: 2, at_most: 49, outside: true },
      undefined,
    ],
    [
      'Omsättning per år: högst 10 000 000 euro',
      'turnover',
      { kind: 'number', at_most: 10_000_000, currency: 'EUR' },
      undefined,
    ],
    [
      'Omsättning per år: minst 3 000 000 kr (du: 2 000 000 kr).',
      'turnover',
      { kind: 'number', at_least: 3_000_000, currency: 'SEK' },
      2_000_000,
    ],
    [
      'Får inte vara påbörjat före ansökan (du: ja).',
      'already_started',
      { kind: 'yes-no', is: false },
      true,
    ],
    ['Ska anställa', 'hiring', { kind: 'yes-no', is: true }, undefined],
  ])('%s', (words, fact, of, value) => expect(tell('sv', fact, of, value)).toBe(words))

  test('in English, with thousands as English writes them', () => {
    expect(
      tell('en', 'turnover', { kind: 'number', at_least: 3_000_000, currency: 'SEK' }),
    ).toContain('SEK 3,000,000')
  })
  test('choices by their labels, joined by or, and those ruled out by and', () => {
    const forms = ['sole-trader', 'limited-company'] as const
    expect(tell('sv', 'legal_form', { kind: 'choice', one_of: forms })).toMatch(
      /enskild.* eller aktiebolag/,
    )
    expect(tell('sv', 'legal_form', { kind: 'choice', none_of: forms })).toMatch(
      /inte enskild.* och aktiebolag/,
    )
  })
  test('a fact that nobody knows is named, not hidden', () => {
    expect(tell('sv', 'gone', { kind: 'yes-no', is: true })).toBe('gone')
  })
})

describe('the next question', () => {
  const ask = (
    candidates: readonly Offering[],
    more: Partial<Parameters<typeof findNextQuestion>[0]> = {},
  ) => {
    const known = { facts: {}, place: 'mala', skipped: [], ...more }
    return findNextQuestion({
      ...known,
      candidates: candidates.map((offering) => ({
        offering,
        assessment: assess(offering, known.facts, known.place),
      })),
      askable: facts,
      places: municipalityIds,
    })
  }
  const small = makeOffering({ requires: { employees: { at_most: 9 } } })
  const mid = makeOffering({ requires: { employees: { at_least: 2, at_most: 49 } } })
  const exporting = makeOffering({ requires: { exports: { is: true } } })
  const local = makeOffering({ area: { municipalities: ['sorsele'] } })
  const free = makeOffering({})

  test('is about what most depend on, and says on how many of how many', () => {
    expect(ask([small, mid, exporting, free])).toEqual({ fact: 'employees', depends: 2, of: 4 })
  })
  test('is none when nothing depends on anything', () => {
    expect(ask([free, free])).toBeUndefined()
    expect(ask([])).toBeUndefined()
  })
  test('is none about what cannot change the list', () => {
    const sure = makeOffering({ requires: { any: [{ employees: { at_least: 0 } }] } })
    expect(ask([sure])).toBeUndefined()
  })
  test('is never about what is known or was skipped', () => {
    expect(ask([small, exporting], { facts: { employees: 3 } })?.fact).toBe('exports')
    expect(ask([small, exporting], { skipped: ['employees'] })?.fact).toBe('exports')
    expect(ask([small, exporting], { skipped: ['employees', 'exports'] })).toBeUndefined()
  })
  test('is about the municipality only while it is unknown', () => {
    expect(ask([local], { place: undefined })).toEqual({ fact: 'municipality', depends: 1, of: 1 })
    expect(ask([local], { place: 'sorsele' })).toBeUndefined()
  })
  test('is not about an offering that is ruled out already', () => {
    expect(
      ask(
        [
          makeOffering({
            requires: { all: [{ exports: { is: true } }, { employees: { at_most: 9 } }] },
          }),
        ],
        { facts: { employees: 20 } },
      ),
    ).toBeUndefined()
  })
})
