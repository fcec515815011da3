import type { Offering } from '../knowledge/knowledge.ts'
import type { Named, NameHit } from '../knowledge/names.ts'
import type { Conversation } from './conversation.ts'
import type { Scene } from './step.ts'

/** What may stand between "inte" and a name: "inte från", "inte låna av". */
const between =
  '(?: (?:från|av|hos|med|via|till|genom|gå|låna|lån|pengar|nåt|något|from|with|by|through|to|a|an|any|the|loan|money|borrow))*'
const refusing = new RegExp(
  `(?:^|[^\\p{L}])(?:inte|ej|utan|utom|förutom|slippa|slipper|undvika|(?:annat|andra|annan|andre) än|(?:fått|fick) (?:nej|avslag)|not|without|except|besides|(?:other|rather) than|apart from|avoid|(?:rejected|refused|turned down))${between} $`,
  'iu',
)
const refusedBy =
  /^ (?:har |have |has )?(?:sa|sade|sagt|säger|gav|said|says|nekade|nekat|avslog|refused|rejected|turned)(?: \p{L}+)? ?(?:nej|avslag|no|oss|mig|us|me|down)(?!\p{L})/iu

/** The names of providers and offerings that the person does not want: "inte Almi", "något annat än Almi". */
export function readRefused(text: string, names: readonly NameHit[]): readonly NameHit[] {
  return names.filter(
    ({ named, start, end }) =>
      named.some(({ kind }) => kind !== 'glossary') &&
      (refusing.test(text.slice(0, start)) || refusedBy.test(text.slice(end))),
  )
}

/** With what is refused now, and without what is asked about after all. */
export function keepRefused(
  before: Conversation['refused'],
  refused: readonly NameHit[],
  named: readonly NameHit[],
): readonly Named[] {
  const list = (hits: readonly NameHit[]) =>
    hits.flatMap((hit) => hit.named.filter(({ kind }) => kind !== 'glossary'))
  const again = list(named)
  const isSame = (a: Named) => (b: Named) => a.kind === b.kind && a.id === b.id
  const kept = (before ?? []).filter((one) => !again.some(isSame(one)))
  return [...kept, ...list(refused).filter((one) => !kept.some(isSame(one)))]
}

/** Who does not want Almi does not want Almi Invest: a part of a provider bears its id and more. */
export function isRefused(refused: readonly Named[], offering: Offering | undefined): boolean {
  const isOf = (one: Named) =>
    one.kind === 'provider'
      ? `${offering?.provider}-`.startsWith(`${one.id}-`)
      : one.id === offering?.id
  return refused.some(isOf)
}

/** The names of what is left out, so that it can be said back. */
export function listRefused({ conversation, knowledge, language }: Scene): readonly string[] {
  return (conversation.refused ?? []).flatMap(({ kind, id }) => {
    const of = kind === 'provider' ? knowledge.providers.get(id) : knowledge.offerings.get(id)
    return of === undefined ? [] : [of.name[language]]
  })
}
