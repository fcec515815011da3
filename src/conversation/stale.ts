import { readAspect } from './aspect.ts'
import type { Facts } from './conversation.ts'
import { tellsNeed } from './needs.ts'
import { placeOf } from './place.ts'
import { withConversation } from './pressed.ts'
import type { Scene } from './step.ts'
import { leadsElsewhere } from './subject.ts'
import { tellsOnlyFacts } from './take-need.ts'
import type { Understood } from './understand.ts'

/** What belongs to what is to be done and not to the firm. */
const ofTheNeed = ['project_cost', 'already_started', 'hiring', 'innovative']

/** The conversation without what a new need, another trade or another firm makes untrue of it. */
export function dropStale(scene: Scene, heard: Understood): Scene {
  const { needs, facts } = scene.conversation
  const isOther = speaksOfOther(heard)
  if (heard.intents.includes('anew') && heard.content.known > 0 && !isOther) return anew(scene)
  if (needs.length === 0) return scene
  const trade = 'sector' in heard.facts || namesTrade.test(heard.text)
  const tells = trade || 'stage' in heard.facts
  if (isOther && (tells || isElsewhere(scene, heard))) {
    const started = tells || tellsNeed(scene, heard.need) ? anew(scene) : scene
    return withConversation(started, { facts: {}, skipped: [] })
  }
  if (readAspect(heard) !== undefined || tellsOnlyFacts(scene, heard)) return scene
  const turns =
    ofTheNeed.some((fact) => fact in facts) &&
    (trade || tellsNeed(scene, heard.need)) &&
    leadsElsewhere(scene, heard)
  const stale = [
    ...(trade ? ['sector'] : []),
    ...(turns ? ofTheNeed : []),
    ...(trade && 'employees' in heard.facts ? ['stage'] : []),
  ].filter((fact) => fact in facts)
  return stale.length === 0 ? scene : withConversation(scene, { facts: without(facts, stale) })
}

const speaksOfOther = ({ intents }: Understood): boolean =>
  intents.includes('other-firm') && !intents.includes('same-firm')

const isElsewhere = ({ conversation }: Scene, { place }: Understood): boolean =>
  place !== undefined && conversation.place !== undefined && placeOf(place) !== conversation.place

const without = (facts: Facts, dropped: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([fact]) => !dropped.includes(fact)))

/** "Nu till något helt annat": what was needed before is no part of it. */
function anew(scene: Scene): Scene {
  return withConversation(scene, { needs: [], shown: [], offset: 0, stage: { kind: 'open' } })
}

/** "Flyttfirma", "målarbolag", "hair salon": a trade, also one that no line of business is known for. */
const namesTrade =
  /(?<!\p{L})(?!(?:aktie|handels|kommandit|enmans|familje|små|ensam|ut|dotter|moder|hel|en)(?:firma|bolag|företag))\p{L}{3,}(?:firma|bolag|företag|byrå|salong|studio|klinik)(?:n|et|en)?(?!\p{L})|(?<!\p{L})(?:hair|beauty|cleaning|moving|painting|guide|guiding|taxi|plumbing|roofing|accounting|transport|design|media) (?:salon|company|firm|business|studio|agency)(?!\p{L})/iu
