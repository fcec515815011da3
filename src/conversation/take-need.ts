import { wishFacts } from '../knowledge/terms.ts'
import { find, findAgain } from './find.ts'
import { readNeed, readWords, tellsNeed } from './needs.ts'
import { askPlace, echoPlace } from './place.ts'
import { withConversation } from './pressed.ts'
import { purpose } from './purpose.ts'
import type { Scene, Step } from './step.ts'
import { tell } from './tell.ts'
import { speaksOf, type Understood } from './understand.ts'

const mostNeeds = 3
const fewWords = 5

/** A fact and no more goes on with the need, also where its words are a name that could be asked about: "bara bidrag", "AB". */
export function tellsMore(scene: Scene, heard: Understood): Step | undefined {
  const asks = heard.text.includes('?') || heard.intents.some((one) => one.startsWith('aspect-'))
  if (asks || heard.ordinals.length > 0 || speaksOf(heard, 'offering', 'distinctive'))
    return undefined
  if (!isFactsOnly(scene, heard)) return undefined
  return need(scene, heard)
}

/** A need: kept with the earlier ones it goes on from, and answered. */
export function need(scene: Scene, heard: Understood): Step {
  const spokenOf = scene.knowledge.offerings.get(scene.conversation.about ?? '')
  if (
    spokenOf !== undefined &&
    scene.conversation.needs.length === 0 &&
    tellsOnlyFacts(scene, heard)
  )
    return tell(scene, [spokenOf], 'who')
  const found = isFactsOnly(scene, heard)
    ? findAgain(keepNeed(scene, heard))
    : find(keepNeed(scene, heard))
  if (heard.place?.kind !== 'ask' || scene.conversation.place !== undefined)
    return { ...found, replies: [...echoPlace(scene, heard.place), ...found.replies] }
  const asking = {
    ...found.conversation,
    stage: { kind: 'asked-place' as const, purpose: 'find' as const },
  }
  const others = found.replies.filter((reply) => reply.kind !== 'choices' || reply.text === '')
  return {
    ...found,
    conversation: asking,
    replies: [...others, askPlace(scene, 'find', heard.place)],
    trace: { ...found.trace, office: 'ask', question: 'municipality' },
  }
}

export function keepNeed(scene: Scene, heard: Understood): Scene {
  const needs = isFactsOnly(scene, heard)
    ? scene.conversation.needs
    : [
        ...scene.conversation.needs,
        { said: heard.said, words: heard.need, language: heard.language },
      ].slice(-mostNeeds)
  return withConversation(passOver(scene), { needs })
}

/** On to the next answer: what was asked and not answered is not asked again. */
export function passOver(scene: Scene): Scene {
  const { stage, asked, skipped } = scene.conversation
  const isAsked = stage.kind === 'asked'
  return withConversation(scene, {
    offset: 0,
    asked: isAsked ? asked : 0,
    skipped: isAsked && stage.fact !== purpose ? [...new Set([...skipped, stage.fact])] : skipped,
    stage: { kind: 'open' },
  })
}

const tellingFacts = new Set([
  'employees',
  'legal_form',
  'owner_age',
  'company_age',
  'turnover',
  'project_cost',
  'already_started',
  ...wishFacts,
])

/** "5 anställda", "aktiebolag", "31 år": an answer to an earlier need and no need of its own. */
function isFactsOnly(scene: Scene, heard: Understood): boolean {
  return scene.conversation.needs.length > 0 && tellsOnlyFacts(scene, heard)
}

export function tellsOnlyFacts(scene: Scene, heard: Understood): boolean {
  const told = Object.keys(heard.facts)
  const telling = told.filter((fact) => fact !== 'hiring' || heard.facts.hiring !== false)
  if (told.length > 0 && heard.content.words === 0) return true
  if (told.length === 0 || !telling.every((fact) => tellingFacts.has(fact))) return false
  if (tellsBesideSum(scene, heard)) return false
  if (heard.content.words <= 2 || heard.content.besideFacts === 0) return true
  // "Actually grants only, no loans": the ways to be helped are not what the help is for.
  const wishes = told.some((fact) => wishFacts.includes(fact)) && heard.content.words <= fewWords
  return wishes && !tellsNeed(scene, heard.need)
}

/** "Ny ugn, 400 000", "need to borrow 400,000" where nothing was said of a loan: the sum is a fact, the rest is not. */
function tellsBesideSum(scene: Scene, { facts, need: words }: Understood): boolean {
  if (!('project_cost' in facts) || 'wish' in facts) return false
  if (tellsNeed(scene, words)) return true
  const before = readNeed(scene).map(({ term }) => term)
  return readWords(scene, words).some(
    ({ term }) => (term === '#loan' || term === '#grant') && !before.includes(term),
  )
}
