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

/** `koppla mala`, `koppla bort`, `kontor semester 1–21 juli`. In a private chat only the exact words are a command: a company may say "koppla mig till Malå". */
export function readCommand(
  text: string,
  of: { readonly place: Place; readonly offices: readonly Office[] },
): Command | undefined {
  const said = of.place.kind === 'channel' ? officeWords.exec(text)?.groups?.said : undefined
  if (said !== undefined) return { kind: 'words', text: said }
  const words = fold(text)
  if (/^(koppla (bort|från|fran)|disconnect)$/.test(words)) return { kind: 'unlink' }
  const rest = /^(?:koppla|connect)(?: (.*))?$/.exec(words)
  if (rest === null) return undefined
  const named = rest[1] ?? ''
  const office = of.offices.find((one) => fold(one.id) === named || fold(one.name) === named)
  if (named === '' || (office !== undefined && of.place.kind !== 'channel'))
    return { kind: 'link-where' }
  if (office !== undefined) return { kind: 'link', office }
  if (of.place.kind !== 'channel' || wish.test(named) || named.split(' ').length > 2)
    return undefined
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
