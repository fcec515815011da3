/** Enough for every word of a large catalogue, and few enough to let go of what strangers type. */
const mostRemembered = 50_000

/** What is read of a word, read once: the same word gives the same again. Forgotten all at once when it grows too large. */
export function remember<T>(read: (word: string) => T): (word: string) => T {
  const memory = new Map<string, T>()
  return (word) => {
    const known = memory.get(word)
    if (known !== undefined) return known
    const found = read(word)
    if (memory.size > mostRemembered) memory.clear()
    memory.set(word, found)
    return found
  }
}
