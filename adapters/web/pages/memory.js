/** What the page keeps in the browser. Where storage is refused, until the page is closed. */
const fallback = new Map()

/** Whether it outlives the page: not where the browser blocks storage, as some do in frames and private windows. */
export function isKept() {
  try {
    localStorage.setItem('lotsen-try', '1')
    localStorage.removeItem('lotsen-try')
    return true
  } catch {
    return false
  }
}

/** @param {string} key */
export const recall = (key) => read(() => localStorage, key)
/** @param {string} key @param {string} value */
export const remember = (key, value) => write(() => localStorage, key, value)

/** The same, but only as long as the tab is open: for what has been typed and not sent. */
export const recallDraft = (key) => parse(read(() => sessionStorage, key))
export const rememberDraft = (key, value) => write(() => sessionStorage, key, JSON.stringify(value))
export const dropDraft = (key) => drop(() => sessionStorage, key)

/** Everything typed and not sent. */
export function dropDrafts() {
  fallback.clear()
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith('lotsen-')) sessionStorage.removeItem(key)
    }
  } catch {
    // Nothing was stored.
  }
}

function parse(text) {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function read(storage, key) {
  try {
    return storage().getItem(`lotsen-${key}`) ?? fallback.get(key)
  } catch {
    return fallback.get(key)
  }
}

function write(storage, key, value) {
  fallback.set(key, value)
  try {
    storage().setItem(`lotsen-${key}`, value)
  } catch {
    // Kept in `fallback`: an embedded page may have no storage of its own.
  }
}

function drop(storage, key) {
  fallback.delete(key)
  try {
    storage().removeItem(`lotsen-${key}`)
  } catch {
    // Nothing was stored.
  }
}
