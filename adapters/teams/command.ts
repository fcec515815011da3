import type { OfficeId } from '../../src/index.ts'
import type { Place } from './parse.ts'

type Office = { readonly id: OfficeId; readonly name: string }

export type Command =
  | { readonly kind: 'link'; readonly office: Office }
  | { readonly kind: 'link-unknown' }
  | { readonly kind: 'link-where' }
  | { readonly kind: 'unlink' }
  /** For Lotsen itself where the channel is an office's; anywhere else a question. */
  | { readonly kind: 'words'; readonly text: string }

const officeWords = /^(?:kontor|kontoret|office)[\s:,]+(?<said>.*)$/isu

interface Heard {
  readonly place: Place
  readonly offices: readonly Office[]
}

/** `koppla mala`, `kontor koppla bort`, `kontor semester 1–21 juli`. In a private chat only the exact words are a command: a company may say "koppla mig till Malå". */
export function readCommand(text: string, of: Heard): Command | undefined {
  const said = of.place.kind === 'channel' ? officeWords.exec(text)?.groups?.said : undefined
  const linking = readLinking(fold(said ?? text), of)
  if (linking !== undefined || said === undefined) return linking
  return { kind: 'words', text: said }
}

function readLinking(words: string, { place, offices }: Heard): Command | undefined {
  const find = (name: string) => offices.find((one) => [one.id, one.name].map(fold).includes(name))
  const unlinked = /^(?:koppla (?:bort|från|fran)|disconnect)(?: (.*))?$/.exec(words)
  if (unlinked !== null && (unlinked[1] === undefined || find(unlinked[1]) !== undefined))
    return { kind: 'unlink' }
  const rest = /^(?:koppla|connect)(?: (.*))?$/.exec(words)
  if (rest === null) return undefined
  const named = rest[1] ?? ''
  const office = find(named)
  if (named === '' || (office !== undefined && place.kind !== 'channel'))
    return { kind: 'link-where' }
  if (office !== undefined) return { kind: 'link', office }
  if (place.kind !== 'channel' || wish.test(named) || named.split(' ').length > 2) return undefined
  return { kind: 'link-unknown' }
}

/** "Koppla mig", "koppla vidare": a person wants to talk to someone. */
const wish = /^(mig|mej|oss|vidare|ihop|till|me|us)\b/

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
