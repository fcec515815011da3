import { type Language, languages } from '../chat.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { stem } from '../knowledge/words.ts'

/** The language spoken until now; an opening message's only word may change it by what the catalogue knows it in. */
export interface SpokenBefore {
  readonly language: Language
  readonly opening?: 'yes' | 'no'
}

/** Votes of function words, letters and the catalogue's own words; a tie or a later single word keeps the language. */
export function detectLanguage(
  knowledge: Knowledge,
  words: readonly string[],
  { language: before, opening }: SpokenBefore,
): Language {
  const votes = { sv: 0, en: 0 }
  for (const word of words) {
    const [sv, en] = [
      knowledge.vocabulary.stop.sv.has(word),
      knowledge.vocabulary.stop.en.has(word),
    ]
    if (sv !== en) votes[sv ? 'sv' : 'en'] += 2
    if (/[åäö]/.test(word)) votes.sv += 2
    const known = findLanguage(knowledge, word)
    if (known !== 'both' && !sv && !en) votes[known] += 1
  }
  const lead = Math.abs(votes.sv - votes.en)
  if (lead === 0 || (words.length <= 1 && lead < 2 && opening !== 'yes')) return before
  return votes.sv > votes.en ? 'sv' : 'en'
}

/** The language the catalogue knows a word in, as written or inflected. */
function findLanguage({ vocabulary }: Knowledge, word: string): Language | 'both' {
  const known = vocabulary.surface.get(word)
  if (known !== undefined) return known
  const [sv, en] = languages.map((language) => vocabulary.stems[language].has(stem(word, language)))
  if (sv === en) return 'both'
  return sv ? 'sv' : 'en'
}
