import { isHarmless } from '../../adapters/teams/words.ts'

type Json = Record<string, unknown>

const element = ['type', 'spacing', 'separator', 'id', 'isVisible']
const input = [...element, 'label', 'isRequired', 'errorMessage', 'value']
const action = ['type', 'title', 'tooltip', 'style', 'fallback']
const own = [
  '$schema',
  'version',
  'lang',
  'fallbackText',
  'speak',
  'body',
  'actions',
  'refresh',
  'type',
]

/** What our cards may hold, all of it Adaptive Cards 1.5; a property that is not here is a slip. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: own,
  Container: [...element, 'items', 'style', 'selectAction'],
  TextBlock: [...element, 'text', 'wrap', 'weight', 'size', 'style'],
  RichTextBlock: [...element, 'inlines'],
  TextRun: ['type', 'text', 'weight', 'color', 'isSubtle', 'size', 'selectAction'],
  ActionSet: [...element, 'actions'],
  'Input.Text': [...input, 'isMultiline', 'maxLength', 'style', 'placeholder'],
  'Input.ChoiceSet': [...input, 'choices', 'style', 'wrap'],
  'Input.Toggle': [...input, 'title', 'wrap', 'valueOn', 'valueOff'],
  'Action.Execute': [...action, 'verb', 'data', 'associatedInputs'],
  'Action.Submit': [...action, 'data', 'associatedInputs'],
  'Action.OpenUrl': [...action, 'url'],
  'Action.ShowCard': [...action, 'card'],
}

/** Texts a client reads as markup. */
const read = ['errorMessage', 'title', 'label'] as const

/** Everything wrong with a card, in words. */
export function findFaults(card: unknown): readonly string[] {
  const faults = findIn(card)
  const { version, fallbackText, type } = card as Json
  if (type !== 'AdaptiveCard' || version !== '1.5') faults.push('no card of version 1.5')
  if (typeof fallbackText !== 'string' || fallbackText === '') faults.push('no fallback text')
  const ids = collect(card).flatMap((part) =>
    String(part.type).startsWith('Input.') ? [part.id] : [],
  )
  if (new Set(ids).size !== ids.length) faults.push(`an input id twice: ${ids}`)
  return faults
}

function findIn(part: unknown): string[] {
  return collect(part).flatMap((one) => {
    const type = String(one.type)
    const known = allowed[type]
    if (known === undefined) return [`unknown type ${type}`]
    const faults = Object.keys(one).flatMap((key) =>
      known.includes(key) ? [] : [`${type} has no ${key}`],
    )
    return [...faults, ...findTexts(one), ...findInput(one), ...findAction(one)]
  })
}

function findTexts(one: Json): string[] {
  const texts = one.type === 'TextBlock' ? [String(one.text)] : []
  const marked =
    one.type === 'Action.OpenUrl' || String(one.type).startsWith('Action.')
      ? []
      : read.flatMap((key) => (key in one ? [String(one[key])] : []))
  const options =
    one.type === 'Input.ChoiceSet'
      ? (one.choices as Json[]).map((choice) => String(choice.title))
      : []
  const faults = [...texts, ...marked, ...options].flatMap((text) =>
    isHarmless(text) ? [] : [`markup in ${JSON.stringify(text)}`],
  )
  if (one.type === 'TextBlock' && one.wrap !== true) faults.push('a text that does not wrap')
  if (one.type === 'TextRun' && (one.text === '' || String(one.text).includes('\n')))
    faults.push('an empty or broken text run')
  if (one.type === 'RichTextBlock' && (one.inlines as Json[]).length === 0)
    faults.push('an empty block')
  return faults
}

function findInput(one: Json): string[] {
  if (!String(one.type).startsWith('Input.')) return []
  const named = one.type === 'Input.Toggle' ? 'title' : 'label'
  const faults = ['id', named].flatMap((key) => (one[key] ? [] : [`${one.type} without ${key}`]))
  if (one.isRequired === true && !one.errorMessage)
    faults.push(`${one.id} is required and does not say so`)
  return faults
}

function findAction(one: Json): string[] {
  if (!String(one.type).startsWith('Action.')) return []
  const faults = one.title ? [] : [`${one.type} without title`]
  if (one.type === 'Action.OpenUrl' && !/^(https?|mailto|tel):/.test(String(one.url)))
    faults.push(`a link to ${one.url}`)
  if (one.type !== 'Action.Execute' || one.fallback === undefined) return faults
  const { data, title } = one.fallback as Json
  if (JSON.stringify([data, title]) !== JSON.stringify([one.data, one.title]))
    faults.push('a fallback that means something else')
  return faults
}

/** All typed parts, data of actions apart. */
function collect(part: unknown): Json[] {
  if (Array.isArray(part)) return part.flatMap(collect)
  if (typeof part !== 'object' || part === null) return []
  const { data: _, choices: __, ...rest } = part as Json
  const inner = Object.values(rest).flatMap(collect)
  return typeof rest.type === 'string' ? [part as Json, ...inner] : inner
}
