import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { knowledgeFolder } from '../../adapters/knowledge/folder.ts'
import { fileSchemas } from '../../src/knowledge/read-source.ts'
import { readYaml } from '../../src/knowledge/read-yaml.ts'
import { messagesSchema, offeringSchema } from '../../src/knowledge/schema.ts'

/** A broken file is told with its line and what was meant. */

const path = 'offerings/almi-mikrolan.yaml'
const text = await readFile(`${knowledgeFolder}${path}`, 'utf8')
const lineOf = (words: string) => text.slice(0, text.indexOf(words)).split('\n').length

/** One change to a real file; the problems as an editor sees them. */
function read(from: string, to: string): readonly string[] {
  expect(text).toContain(from)
  const { problems } = readYaml({ path, text: text.replace(from, to) }, offeringSchema)
  return problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
}

const at = (line: number) => `knowledge/${path}:${line}: `

describe('an offering', () => {
  test('as it is has no problem', () => {
    expect(read('kind: loan', 'kind: loan')).toEqual([])
  })
  test('a wrong key', () => {
    expect(read('provider: almi', 'providr: almi')).toContain(
      `${at(lineOf('provider: almi'))}no key "providr" here; did you mean "provider"?`,
    )
  })
  test('a wrong key inside', () => {
    expect(read('  confidence: high', '  confidense: high')).toContain(
      `${at(lineOf('  confidence: high'))}source: no key "confidense" here; did you mean "confidence"?`,
    )
  })
  test('a wrong word where only some are allowed', () => {
    const [problem = '', ...more] = read('kind: loan', 'kind: laon')
    expect(more).toEqual([])
    expect(problem).toContain(`${at(lineOf('kind: loan'))}kind: must be one of loan, grant`)
    // read-yaml.ts: zod gives `input` only with { reportInput: true }, so that no word is suggested here yet.
  })
  test('a wrong word in a list', () => {
    const [problem = ''] = read('themes: [start-a-business,', 'themes: [start-a-busines,')
    expect(problem).toContain(`${at(lineOf('themes:'))}themes.0: must be one of`)
  })
  test('a wrong fact in a rule', () => {
    expect(read('{ employees: { at_most: 9 } }', '{ employes: { at_most: 9 } }')).toEqual([
      `${at(lineOf('requires:'))}requires.all.0: no fact or key "employes"; did you mean "employees"?`,
    ])
  })
  test('a wrong test of a fact', () => {
    const problems = read('{ employees: { at_most: 9 } }', '{ employees: { at_mots: 9 } }')
    expect(problems.join('\n')).toMatch(
      new RegExp(`^${at(lineOf('requires:'))}requires\\.all\\.0.*did you mean "at_most"`),
    )
  })
  test('a wrong type', () => {
    const [problem = ''] = read('max: 250000', 'max: much')
    expect(problem).toMatch(new RegExp(`^${at(lineOf('amount:'))}amount\\.max: must be a number`))
  })
  test('a key with nothing after it', () => {
    const [problem = ''] = read('kind: loan\n', 'kind:\n')
    expect(problem).toContain(`${at(lineOf('kind:'))}kind: must be one of`)
    expect(read('provider: almi\n', 'provider:\n')[0]).toContain('provider: is missing')
  })
  test('a key that stands twice', () => {
    const problems = read('kind: loan\n', 'kind: loan\nkind: grant\n')
    expect(problems).toEqual([
      expect.stringContaining(`${at(lineOf('kind: loan') + 1)}Map keys must be unique`),
    ])
  })
  test('broken YAML', () => {
    const problems = read('provider: almi', 'provider: [almi')
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatch(/almi-mikrolan\.yaml:\d+: \S/)
  })
  test('a language that is missing', () => {
    const [problem = ''] = read('name: { sv: Mikrolån, en: Micro Loan }', 'name: { sv: Mikrolån }')
    expect(problem).toContain(`${at(lineOf('name:'))}name.en: `)
  })
  test('sentences that the other language does not have', () => {
    const problems = read('    - Privatpersoner kan inte låna.\n', '')
    expect(problems).toEqual([
      `${at(lineOf('conditions:'))}conditions: sv and en must have the same number of sentences`,
    ])
  })
  test('several at once are all told', () => {
    const twice = text.replace('kind: loan', 'kind: laon').replace('area: sweden', 'area: swden')
    const { problems } = readYaml({ path, text: twice }, offeringSchema)
    expect(problems.map(({ line }) => line)).toEqual([lineOf('kind: loan'), lineOf('area: sweden')])
  })
})

test('the worked example of knowledge/README.md is an offering', async () => {
  const readme = await readFile(`${knowledgeFolder}README.md`, 'utf8')
  const example = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const keys = (shape: object) => Object.keys(shape).toSorted()
  const { value, problems } = readYaml({ path: 'README.md', text: example }, offeringSchema)
  expect(problems).toEqual([])
  expect(keys(value ?? {})).toEqual(keys(offeringSchema.shape))
})

describe('the other files', () => {
  const problemsOf = (file: keyof typeof fileSchemas, words: string) =>
    readYaml<unknown>({ path: file, text: words }, fileSchemas[file]).problems.map(
      ({ line, message }) => `${line}: ${message}`,
    )
  test.each(['', '# nothing happens this spring\n', '---\n'])('no activity at all: %j', (words) => {
    expect(problemsOf('activities.yaml', words)).toEqual([])
  })
  test('a fact without its English', () => {
    const fact =
      'employees:\n  name: { sv: anställda, en: employees }\n  depends: { sv: antalet, en: the number }\n  ask:\n    sv: Hur många?\n  kind: number\n'
    expect(problemsOf('facts.yaml', fact)).toEqual([
      expect.stringMatching(/^4: employees\.ask\.en: /),
    ])
  })
  test('a word of the glossary without its Swedish', () => {
    const word = 'vat:\n  name: { sv: Moms, en: VAT }\n  explanation: { en: A tax. }\n'
    expect(problemsOf('glossary.yaml', word)).toEqual([
      expect.stringMatching(/^3: vat\.explanation\.sv: /),
    ])
  })
  test('a provider with a wrong key', () => {
    const provider = 'almi:\n  name: { sv: Almi, en: Almi }\n  whats: { sv: Lån, en: Loans }\n'
    expect(problemsOf('providers.yaml', provider).join('\n')).toContain('did you mean "what"')
  })
  test('a sentence that is no sentence', () => {
    const { problems } = readYaml(
      { path: 'texts/sv.yaml', text: 'and: och\nno: 3\n' },
      messagesSchema,
    )
    expect(problems).toEqual([expect.objectContaining({ line: 2 })])
  })
})
