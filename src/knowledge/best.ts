interface Choosing {
  readonly limit: number
  readonly keep: (doc: number) => boolean
}

/**
 * The best that are kept, in no order, by a heap with the worst of them on top: only what is better than that is worth
 * asking `keep` about. Of equals the earlier document is better.
 */
export function best(
  docs: readonly number[],
  scores: Float64Array,
  { limit, keep }: Choosing,
): readonly number[] {
  const heap: number[] = []
  const isWorse = (a: number, b: number) => {
    const [one, other] = [scores[a] ?? 0, scores[b] ?? 0]
    return one < other || (one === other && a > b)
  }
  for (const doc of docs) {
    const full = heap.length === limit
    if ((full && isWorse(doc, heap[0] ?? 0)) || !keep(doc)) continue
    if (full) sinkFromTop(heap, doc, isWorse)
    else raiseFromEnd(heap, doc, isWorse)
  }
  return heap
}

type IsWorse = (a: number, b: number) => boolean

function raiseFromEnd(heap: number[], doc: number, isWorse: IsWorse): void {
  let at = heap.push(doc) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above] ?? 0
    if (!isWorse(doc, parent)) break
    heap[at] = parent
    at = above
  }
  heap[at] = doc
}

function sinkFromTop(heap: number[], doc: number, isWorse: IsWorse): void {
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= heap.length) break
    if (below + 1 < heap.length && isWorse(heap[below + 1] ?? 0, heap[below] ?? 0)) below++
    const child = heap[below] ?? 0
    if (!isWorse(child, doc)) break
    heap[at] = child
    at = below
  }
  heap[at] = doc
}
