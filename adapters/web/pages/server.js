import { currentLanguage } from './language.js'

const patience = 20_000

/** The server said no, or was not reached; `message` is what the person may read. */
class NotDone extends Error {
  constructor(message, status) {
    super(message)
    this.status = status
  }
}

/**
 * @param {string} path
 * @param {Readonly<Record<string, string>>} [headers]
 */
export const getJson = (path, headers = {}) => ask(path, { headers })

/**
 * @param {string} path
 * @param {unknown} body
 * @param {Readonly<Record<string, string>>} [headers]
 */
export const postJson = (path, body, headers = {}) =>
  ask(path, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'x-lotsen': '1' },
    body: JSON.stringify(body),
  })

async function ask(path, options) {
  const response = await fetch(path, {
    ...options,
    cache: 'no-store',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(patience),
  }).catch((cause) => {
    throw Object.assign(new NotDone('', 0), { cause })
  })
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer
  throw new NotDone(answer.error?.[currentLanguage()] ?? '', response.status)
}
