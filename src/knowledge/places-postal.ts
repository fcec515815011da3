import { type MunicipalityId, readMunicipality } from './places-mention.ts'
import type { Places } from './places-schema.ts'

/** What a postal code says about where it is. */
type PostalSense =
  | {
      readonly kind: 'inside'
      readonly municipality: MunicipalityId
      readonly name: string
      readonly guess: 'no' | 'yes'
    }
  | { readonly kind: 'outside'; readonly municipality: string; readonly name: string }
  | {
      readonly kind: 'ask'
      readonly candidates: readonly MunicipalityId[]
      readonly outside: readonly string[]
    }

export interface PostalIndex {
  readonly codes: ReadonlyMap<string, PostalSense>
  readonly prefixes: ReadonlyMap<string, PostalSense>
}

export interface PostalHit {
  readonly sense: PostalSense
  readonly start: number
  readonly end: number
  /** `maybe` is a bare number: a postal code only beside a place. */
  readonly sure: 'yes' | 'maybe'
}

export function createPostalIndex(places: Places): PostalIndex {
  const codes = new Map<string, PostalSense>()
  for (const municipality of places.municipalities) {
    for (const code of municipality.postal_codes) {
      codes.set(code.code, codeSense(municipality.id, code))
    }
  }
  for (const { code, town, municipality } of places.outside_postal_codes) {
    codes.set(code, { kind: 'outside', municipality, name: town })
  }
  return { codes, prefixes: prefixSenses(places) }
}

type PostalCode = Places['municipalities'][number]['postal_codes'][number]

function codeSense(municipality: MunicipalityId, code: PostalCode): PostalSense {
  if (code.status === 'conflict') return askSense(code.candidates ?? [])
  const known = code.status === 'confirmed' || code.status === 'town-only'
  const guess = known && code.may_reach === undefined ? 'no' : 'yes'
  return { kind: 'inside', municipality, name: code.town, guess }
}

function askSense(candidates: readonly string[]): PostalSense {
  return {
    kind: 'ask',
    candidates: candidates.map(readMunicipality).filter((id) => id !== undefined),
    outside: candidates.filter((name) => readMunicipality(name) === undefined),
  }
}

function prefixSenses(places: Places): ReadonlyMap<string, PostalSense> {
  const prefixes = new Map<string, PostalSense>()
  for (const { name, postal_prefixes } of places.outside_municipalities) {
    for (const range of postal_prefixes ?? []) {
      const [first = '', last = first] = range.split('-')
      for (let prefix = Number(first); prefix <= Number(last); prefix++) {
        prefixes.set(String(prefix), { kind: 'outside', municipality: name, name })
      }
    }
  }
  for (const { prefix, candidates } of places.shared_postal_prefixes) {
    prefixes.set(prefix, askSense(candidates))
  }
  for (const { id, name, postal_prefixes } of places.municipalities) {
    for (const prefix of postal_prefixes) {
      prefixes.set(prefix, { kind: 'inside', municipality: id, name, guess: 'yes' })
    }
  }
  return prefixes
}

const codePattern =
  /(?<![\p{L}\d+.,-]|\d[ \u00a0])((?:SE|S)[- ]?)?(\d{3})([ \u00a0])?(\d{2})(?![\p{L}\d]|[-–.,:]\d|[ \u00a0]\d)/giu
const amountAfter =
  /^\s*(?:kr|kronor|sek|tkr|mkr|tusen|:-|,-|euro?s?|€|usd|dollar|%|procent|percent|st|styck|anställda|personer|people|invånare|kvm|m2|m²|kvadrat|km|mil|ton|kg|liter|timmar|hours|ord|besökare|gäster|per)(?![\p{L}\d])/iu
const codeBefore =
  /(?:postnummer|postnr|post nr|postkod|zip|zip code|postal code|postcode)[\s:=är is]*$/iu
const phoneBefore =
  /(?:tel|tfn|telefon|mobil|phone|ring|orgnr|org\.? ?nr|order|faktura|\+\d+)[\s:.]*$/iu
const placeBefore = /(?:^|[^\p{L}])(?:i|från|in|from)\s+$/iu

export function findPostalCodes(index: PostalIndex, text: string): readonly PostalHit[] {
  if (!/\d\d/.test(text)) return []
  const hits: PostalHit[] = []
  for (const match of text.matchAll(codePattern)) {
    const start = match.index
    const end = start + match[0].length
    const code = `${match[2]}${match[4]}`
    const listed = index.codes.get(code)
    const sense = listed ?? index.prefixes.get(code.slice(0, 3))
    const before = text.slice(Math.max(0, start - 24), start)
    const marked = match[1] !== undefined || codeBefore.test(before)
    if (sense === undefined) continue
    if (!marked && (amountAfter.test(text.slice(end, end + 16)) || phoneBefore.test(before)))
      continue
    const written = match[3] !== undefined && !code.endsWith('00')
    const alone = text.trim().length === match[0].length
    const sure = marked || written || alone || listed !== undefined || placeBefore.test(before)
    hits.push({ sense, start, end, sure: sure ? 'yes' : 'maybe' })
  }
  return hits
}
