/** What a button means. Its id carries the whole of it: `answer|employees|5`. At most 255 characters. */
export type Press =
  | { readonly kind: 'ask'; readonly text: string }
  | { readonly kind: 'answer'; readonly fact: string; readonly value: string }
  | { readonly kind: 'skip'; readonly fact: string }
  | {
      readonly kind: 'place'
      readonly municipality: string
      readonly purpose: 'find' | 'office' | 'handoff'
    }
  | { readonly kind: 'more' }
  | { readonly kind: 'tell'; readonly offering: string; readonly aspect: string }
  | { readonly kind: 'handoff' }
  | { readonly kind: 'handoff-edit' }
  | { readonly kind: 'handoff-resume' }
  | { readonly kind: 'handoff-send' }
  | { readonly kind: 'handoff-cancel' }
  | { readonly kind: 'office' }
  | { readonly kind: 'help' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'language'; readonly language: 'sv' | 'en' }
  | { readonly kind: 'my-data' }
  | { readonly kind: 'forget' }
  | { readonly kind: 'forget-sure' }
  | { readonly kind: 'forget-not' }
  | { readonly kind: 'my-cases' }
  /** A company's choice about its case: withdraw, wait, next-office, rate. */
  | {
      readonly kind: 'case'
      readonly case: string
      readonly action: string
      readonly value: string
    }

const longest = 255
const plain = [
  'more',
  'handoff',
  'handoff-edit',
  'handoff-resume',
  'handoff-send',
  'handoff-cancel',
  'office',
  'help',
  'restart',
  'my-data',
  'forget',
  'forget-sure',
  'forget-not',
  'my-cases',
] as const
type Plain = (typeof plain)[number]

export function formatPress(press: Press): string {
  return listParts(press)
    .map((part) => part.replaceAll('|', '/'))
    .join('|')
    .slice(0, longest)
}

function listParts(press: Press): readonly string[] {
  switch (press.kind) {
    case 'ask':
      return ['ask', press.text]
    case 'answer':
      return ['answer', press.fact, press.value]
    case 'skip':
      return ['skip', press.fact]
    case 'place':
      return ['place', press.municipality, press.purpose]
    case 'tell':
      return ['tell', press.offering, press.aspect]
    case 'language':
      return ['language', press.language]
    case 'case':
      return ['case', press.case, press.action, press.value]
    case 'more':
    case 'handoff':
    case 'handoff-edit':
    case 'handoff-resume':
    case 'handoff-send':
    case 'handoff-cancel':
    case 'office':
    case 'help':
    case 'restart':
    case 'my-data':
    case 'forget':
    case 'forget-sure':
    case 'forget-not':
    case 'my-cases':
      return [press.kind]
  }
}

/** Reads a button's id; undefined when it is none of ours (any more). */
export function readPress(id: string): Press | undefined {
  const [kind = '', first = '', second = '', third = ''] = id.split('|')
  if (isPlain(kind)) return { kind }
  if (kind === 'ask' && first !== '') return { kind, text: first }
  if (kind === 'answer' && first !== '') return { kind, fact: first, value: second }
  if (kind === 'skip' && first !== '') return { kind, fact: first }
  if (kind === 'tell' && first !== '') return { kind, offering: first, aspect: second }
  if (kind === 'language' && (first === 'sv' || first === 'en')) return { kind, language: first }
  if (kind === 'case' && first !== '') return { kind, case: first, action: second, value: third }
  if (
    kind === 'place' &&
    first !== '' &&
    (second === 'find' || second === 'office' || second === 'handoff')
  ) {
    return { kind, municipality: first, purpose: second }
  }
  return undefined
}

function isPlain(kind: string): kind is Plain {
  return plain.some((one) => one === kind)
}
