const quarter = 15 * 60 * 1000
const allowed = 5
const remembered = 1_000

/** `spent`: this one may not be tried. */
export type KeyTries = (person: string) => 'free' | 'spent'

/** Five keys in a quarter of an hour: a key is not found by trying. */
export function createKeyTries({ now }: { readonly now: () => number }): KeyTries {
  const tried = new Map<string, readonly number[]>()
  return (person) => {
    const late = (tried.get(person) ?? []).filter((at) => now() - at < quarter)
    tried.delete(person)
    tried.set(person, late.length < allowed ? [...late, now()] : late)
    const oldest = tried.keys().next()
    if (tried.size > remembered && oldest.done !== true) tried.delete(oldest.value)
    return late.length < allowed ? 'free' : 'spent'
  }
}
