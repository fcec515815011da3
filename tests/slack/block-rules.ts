/** What Slack refuses, said again and apart from the renderer: the reference pages' numbers, checked on plain JSON. */
type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

export interface Surface {
  readonly kind: 'message' | 'view'
  readonly blocks: readonly unknown[]
}

/** Every broken rule in a sentence; empty is good. */
export function brokenRules({ kind, blocks }: Surface): readonly string[] {
  const most = kind === 'message' ? 50 : 100
  const wrong: string[] = []
  if (blocks.length > most) wrong.push(`${blocks.length} blocks`)
  if (kind === 'message' && JSON.stringify(blocks).length > 13_200)
    wrong.push('msg_blocks_too_long')
  for (const block of blocks) wrong.push(...(isObject(block) ? blockRules(block) : ['no block']))
  return wrong
}

function blockRules(block: Json): readonly string[] {
  const wrong: string[] = []
  const elements = Array.isArray(block.elements) ? block.elements : []
  switch (block.type) {
    case 'divider':
      break
    case 'header':
      wrong.push(...textRules(block.text, 150))
      break
    case 'section':
      wrong.push(...sectionRules(block))
      break
    case 'context':
      if (elements.length < 1 || elements.length > 10) wrong.push(`context of ${elements.length}`)
      for (const element of elements) wrong.push(...textRules(element, 3000))
      break
    case 'actions':
      if (elements.length < 1 || elements.length > 25) wrong.push(`actions of ${elements.length}`)
      if (new Set(elements.map((one) => one.action_id)).size < elements.length)
        wrong.push('action_id twice')
      for (const element of elements) wrong.push(...elementRules(element))
      break
    case 'input':
      wrong.push(...textRules(block.label, 2000))
      if (block.hint !== undefined) wrong.push(...textRules(block.hint, 2000))
      wrong.push(...elementRules(block.element))
      if (String(block.block_id).length > 255) wrong.push('block_id')
      break
    default:
      wrong.push(`unknown block ${block.type}`)
  }
  return wrong
}

function sectionRules(block: Json): readonly string[] {
  const wrong: string[] = []
  const fields = Array.isArray(block.fields) ? block.fields : []
  if (block.text === undefined && fields.length === 0) wrong.push('empty section')
  if (block.text !== undefined) wrong.push(...textRules(block.text, 3000))
  if (fields.length > 10) wrong.push(`${fields.length} fields`)
  for (const field of fields) wrong.push(...textRules(field, 2000))
  if (block.accessory !== undefined) wrong.push(...elementRules(block.accessory))
  return wrong
}

function textRules(text: unknown, max: number): readonly string[] {
  if (!isObject(text) || typeof text.text !== 'string') return ['no text object']
  const wrong: string[] = []
  // mrkdwn would let foreign text become a mention; nothing of ours may be it.
  if (text.type !== 'plain_text') wrong.push(`text of type ${text.type}`)
  if (text.emoji !== false) wrong.push('emoji are read out of the text')
  if (text.text.length < 1) wrong.push('empty text')
  if (text.text.length > max) wrong.push(`text of ${text.text.length}, at most ${max}`)
  if (/[\ud800-\udbff](?![\udc00-\udfff])/.test(text.text)) wrong.push('half a character')
  return wrong
}

function elementRules(element: unknown): readonly string[] {
  if (!isObject(element)) return ['no element']
  const wrong: string[] = []
  if (typeof element.action_id !== 'string' || element.action_id.length > 255)
    wrong.push('action_id')
  switch (element.type) {
    case 'button':
      wrong.push(...textRules(element.text, 75))
      if (String(element.value ?? '').length > 2000) wrong.push('value')
      if (element.url !== undefined && !isWebAddress(element.url)) wrong.push('url')
      break
    case 'plain_text_input':
    case 'email_text_input':
      if (String(element.initial_value ?? '').length > 3000) wrong.push('initial_value')
      break
    case 'static_select':
    case 'checkboxes':
      wrong.push(...optionRules(element))
      break
    default:
      wrong.push(`unknown element ${element.type}`)
  }
  return wrong
}

function optionRules(element: Json): readonly string[] {
  const options = Array.isArray(element.options) ? element.options : []
  const wrong = options.flatMap((option) => textRules(option.text, 75))
  if (options.length < 1 || options.length > 100) wrong.push(`${options.length} options`)
  if (options.some(({ value }) => String(value).length > 75 || value === ''))
    wrong.push('option value')
  return wrong
}

const isWebAddress = (url: unknown): boolean =>
  typeof url === 'string' && url.length <= 3000 && /^https?:\/\/./.test(url) && URL.canParse(url)

/** The rules of a whole view. */
export function brokenViewRules(view: Json): readonly string[] {
  const wrong = [
    ...brokenRules({ kind: 'view', blocks: Array.isArray(view.blocks) ? view.blocks : [] }),
  ]
  if (String(view.private_metadata ?? '').length > 3000) wrong.push('private_metadata')
  if (view.type !== 'modal') return wrong
  for (const part of ['title', 'submit', 'close']) wrong.push(...textRules(view[part], 24))
  return wrong
}
