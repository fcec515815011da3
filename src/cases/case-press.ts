import { formatPress } from '../conversation/press.ts'

/** What a company can press about its case, in its own channel. */
const companyChoices = ['wait', 'next-office', 'withdraw', 'rate'] as const
export type CompanyChoice = (typeof companyChoices)[number]

export interface CaseChoice {
  readonly action: CompanyChoice
  readonly version: number | 'latest'
  /** The answer, where a button is one of several; else empty. */
  readonly value: string
}

/** The id of a conversation's `case` button; the version travels in its value: `case|L-7K3QX|rate|9 good`. */
export function writeCasePress(id: string, choice: CaseChoice): string {
  const { action, version, value } = choice
  return formatPress({ kind: 'case', case: id, action, value: `${version} ${value}`.trim() })
}

/** What a `case` button of a conversation means; without a version it is judged by today's state. */
export function readCaseChoice(action: string, value: string): CaseChoice | undefined {
  const known = companyChoices.find((a) => a === action)
  if (known === undefined) return undefined
  const [, version = '', rest = ''] = /^(\d{1,9})? ?(.*)$/.exec(value) ?? []
  return { action: known, version: version === '' ? 'latest' : Number(version), value: rest }
}
