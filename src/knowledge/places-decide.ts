import {
  type AskMention,
  type InsideMention,
  type MunicipalityId,
  municipalityName,
  type OutsideMention,
  type PlaceMention,
} from './places-mention.ts'

/**
 * The mention that tells where the firm is. A place in the ten beats a question, a question beats a place outside;
 * what is elsewhere (customers, suppliers, the old address) decides nothing, nor where someone lives once the firm is told.
 */
export function decidePlace(mentions: readonly PlaceMention[]): PlaceMention | undefined {
  const hasFirm = mentions.some(({ role }) => role === 'firm')
  const homes = mentions.filter(
    ({ role }) => role !== 'elsewhere' && !(role === 'lives' && hasFirm),
  )
  const inside = homes.filter((mention) => mention.kind === 'inside')
  const outside = homes.filter((mention) => mention.kind === 'outside')
  const asks = homes.filter((mention) => mention.kind === 'ask')
  const [first] = inside
  if (first !== undefined) return decideInside(first, inside)
  const open = asks.filter(({ why }) => why !== 'vague')
  const question = open[0]
  if (question !== undefined) return decideQuestion(question, open, outside)
  const vague = asks.find((ask) => !outside.some((place) => areTogether(place, ask)))
  return vague ?? outside[0] ?? asks[0]
}

/** What was said for certain beats a guess; two municipalities said for certain are a question. */
function decideInside(first: InsideMention, inside: readonly InsideMention[]): PlaceMention {
  const certain = inside.filter(({ guess }) => guess === 'no')
  const counted = certain.length > 0 ? certain : inside
  const candidates = [...new Set(counted.map(({ municipality }) => municipality))]
  const settled = settleByVillage(counted)
  const chosen = settled ?? counted[0] ?? first
  if (candidates.length === 1 || settled !== undefined) return chosen
  const last = counted.at(-1) ?? chosen
  return {
    kind: 'ask',
    why: 'ambiguous',
    candidates,
    outside: [],
    said: [...new Set(counted.map(({ said }) => said))].join(' / '),
    start: chosen.start,
    end: last.end,
    role: 'home',
  }
}

/** "Risbäck, är det Dorotea eller Vilhelmina?": a village lies in one of the municipalities that are asked about. */
function settleByVillage(inside: readonly InsideMention[]): InsideMention | undefined {
  const villages = inside.filter(({ by }) => by === 'village')
  const said = inside.filter(({ by }) => by === 'municipality').map((one) => one.municipality)
  const [village] = villages
  return villages.length === 1 &&
    said.length > 1 &&
    village !== undefined &&
    said.includes(village.municipality)
    ? village
    : undefined
}

/** A question is settled by a place outside that it allows, or by another question with one answer in common. */
function decideQuestion(
  question: AskMention,
  open: readonly AskMention[],
  outside: readonly OutsideMention[],
): PlaceMention {
  const settled = outside.find(({ municipality }) => question.outside.includes(municipality))
  if (settled !== undefined) return settled
  const common = question.candidates.filter((id) =>
    open.every(({ candidates }) => candidates.length === 0 || candidates.includes(id)),
  )
  const [only] = common
  if (open.length > 1 && common.length === 1 && only !== undefined) return guess(question, only)
  if (question.candidates.length === 0 && outside[0] !== undefined) return outside[0]
  return question
}

function guess(question: AskMention, municipality: MunicipalityId): InsideMention {
  const { said, start, end, role } = question
  const name = municipalityName(municipality)
  return { kind: 'inside', municipality, name, said, start, end, guess: 'yes', by: 'village', role }
}

/** "Umeå i Västerbotten": the area only says where the place lies. */
function areTogether(place: OutsideMention, area: AskMention): boolean {
  const between = area.start - place.end
  return between > 0 && between <= ' i '.length + 1
}
