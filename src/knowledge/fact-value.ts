/** A number that is known to lie somewhere: both ends are included, and an open one is left out. */
export interface Range {
  readonly at_least?: number | undefined
  readonly at_most?: number | undefined
}

/** A company fact's value; absent means unknown. */
export type FactValue = string | number | boolean | Range

/** What a value may be at least and at most; undefined when it is no number. */
export function boundsOf(
  value: FactValue | undefined,
): { readonly least: number; readonly most: number } | undefined {
  if (typeof value === 'number') return { least: value, most: value }
  if (typeof value !== 'object') return undefined
  const { at_least: least = Number.NEGATIVE_INFINITY, at_most: most = Number.POSITIVE_INFINITY } =
    value
  return { least, most }
}

/** A value as a button carries it: `5`, `2-9`, `250-`, `-999999`, `true`, `limited-company`. */
export function formatFactValue(value: FactValue): string {
  return typeof value === 'object'
    ? `${value.at_least ?? ''}-${value.at_most ?? ''}`
    : String(value)
}
