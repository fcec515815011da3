import type { CaseEvent } from '../cases/event.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'

/** Whom a referral went to: a provider's id, `other` for one we do not know, `unknown` when the words were erased. */
export function findProvider({ values }: CaseEvent, knowledge: Knowledge): string {
  const written = `${values.provider ?? ''} ${values.to ?? ''}`.trim()
  const known = knowledge.offerings.get(values.offering ?? '')?.provider
  if (known !== undefined) return known
  if (written === '') return 'unknown'
  return findNamed(written, knowledge) ?? 'other'
}

/** What an officer wrote may name a person; only the provider in it is kept. The longest name wins. */
function findNamed(written: string, { providers, offerings }: Knowledge): string | undefined {
  const words = ` ${written.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const names = [
    ...[...providers.values()].flatMap(({ id, name, also_known_as = [] }) =>
      [name.sv, name.en, ...also_known_as].map((one) => ({ id, name: one })),
    ),
    ...[...offerings.values()].flatMap(({ provider, name }) =>
      [name.sv, name.en].map((one) => ({ id: provider, name: one })),
    ),
  ]
  const found = names
    .map(({ id, name }) => ({
      id,
      words: ` ${name
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()} `,
    }))
    .filter((one) => one.words.trim() !== '' && words.includes(one.words))
  return found.toSorted((a, b) => b.words.length - a.words.length)[0]?.id
}
