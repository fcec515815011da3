/**
 * A new element. Text is always text: nothing here parses markup.
 * @param {string} tag
 * @param {Readonly<Record<string, string>>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/**
 * A link, or its bare label when the address is of a kind we do not follow.
 * @param {string} label
 * @param {string} url
 * @param {string} [className]
 * @returns {HTMLElement}
 */
export function makeLink(label, url, className = '') {
  const attributes = className === '' ? {} : { class: className }
  if (!URL.canParse(url)) return make('span', attributes, label)
  const { protocol, href } = new URL(url)
  if (!allowed.has(protocol)) return make('span', attributes, label)
  const outside = protocol.startsWith('http')
    ? { target: '_blank', rel: 'noopener noreferrer' }
    : {}
  return make('a', { ...attributes, ...outside, href }, label)
}

/**
 * @param {string} label
 * @param {() => void} pressed
 * @param {string} [weight]
 */
export function makeButton(label, pressed, weight = 'plain') {
  const button = make('button', { type: 'button', class: `button ${weight}` }, label)
  button.addEventListener('click', pressed)
  return button
}

/** No longer than addresses are, or a long text without blanks would take minutes. */
const email = /[^\s@<>(),;:]{1,64}@[^\s@<>(),;:]{1,190}\.[a-z]{2,}/.source
/** As Swedish numbers are written: 0953-140 00, +46 953 140 00, 0701234567; never the end of a sum or of a date. */
const phone =
  /(?<!\d[ -]?)(?:(?:\+\d\d ?\d{1,3}|0\d{1,3})[ -]\d{2,3}(?: ?\d{2,3}){1,3}|0\d{8,9})(?!\d)/.source
const reachable = new RegExp(`(${email}|${phone})`, 'i')

/**
 * Words in which phone numbers and e-mail addresses can be pressed.
 * @param {string} words
 * @returns {(Node | string)[]}
 */
export function makeReachable(words) {
  return words.split(reachable).map((part, index) => {
    if (index % 2 === 0) return part
    return makeLink(
      part,
      part.includes('@') ? `mailto:${part}` : `tel:${part.replace(/[ -]/g, '')}`,
    )
  })
}

/**
 * Label and value in pairs.
 * @param {readonly { label: string, value: string }[]} rows
 */
export function makeRows(rows) {
  const pairs = rows.map(({ label, value }) => {
    const shape = value.endsWith('.') ? { class: 'sentence' } : {}
    return make('div', {}, make('dt', {}, label), make('dd', shape, ...makeReachable(value)))
  })
  return make('dl', { class: 'rows' }, ...pairs)
}

/** What is there, for lists with optional parts. */
export function present(...parts) {
  return parts.filter((part) => part !== undefined)
}

/** @param {string} id */
export const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id))

/** A random id: `bytes` × 8 bits as hexadecimal. */
export function freshId(bytes) {
  const random = crypto.getRandomValues(new Uint8Array(bytes))
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
