export function groupBy<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}

export function countBy<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
): Readonly<Record<string, number>> {
  return Object.fromEntries([...groupBy(all, keyOf)].map(([key, group]) => [key, group.length]))
}
