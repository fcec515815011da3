import type { Reply } from '../chat.ts'
import { statusOn } from '../knowledge/open-status.ts'
import { aboutShown, findByNumber } from './about-shown.ts'
import { find, findAgain, handoffLabel } from './find.ts'
import { tellsNeed } from './needs.ts'
import { listShown } from './pointed-at.ts'
import { pressed, withConversation } from './pressed.ts'
import { button, text } from './say.ts'
import { help } from './smalltalk.ts'
import { officeOf, type Scene, type Step, step } from './step.ts'
import { passOver } from './take-need.ts'
import { tell, tellEach } from './tell.ts'
import { twinIn } from './twins.ts'
import type { Understood } from './understand.ts'

const fewWords = 3
/** From here on something is told beside what is refused. */
const muchBeside = 2

/** Goes on from what was shown last: more or other of it, without someone, one by its number, "den", or just "ja". */
export function goOn(scene: Scene, heard: Understood): Step | undefined {
  return (
    without(scene, heard) ??
    notThat(scene, heard) ??
    similar(scene, heard) ??
    both(scene, heard) ??
    listAgain(scene, heard) ??
    there(scene, heard) ??
    more(scene, heard) ??
    aboutShown(scene, heard) ??
    aboutNoNumber(scene, heard) ??
    justYes(scene, heard) ??
    justNo(scene, heard)
  )
}

/** "Inte Almi", "något annat än Almi?": the same need without what is refused. */
function without(scene: Scene, heard: Understood): Step | undefined {
  if (heard.refused.length === 0 || scene.conversation.needs.length === 0) return undefined
  const beside = heard.content.rest - heard.refused.reduce((words, hit) => words + hit.words, 0)
  return beside >= muchBeside ? undefined : findAgain(passOver(scene))
}

/** "Not interested in that one": the list without it. */
function notThat(scene: Scene, heard: Understood): Step | undefined {
  const { about, needs, refused = [] } = scene.conversation
  if (!heard.intents.includes('not-that') || needs.length === 0 || heard.content.rest > 1)
    return undefined
  const numbered = heard.ordinals.flatMap((one) => findByNumber(scene, one)?.id ?? [])
  const meant = numbered.length > 0 || about === undefined ? numbered : [about]
  if (meant.length === 0) return undefined
  const named = meant.map((id) => ({ kind: 'offering' as const, id }))
  return find(
    withConversation(scene, {
      refused: [...refused, ...named],
      offset: 0,
      stage: { kind: 'open' },
    }),
  )
}

/** "Finns nåt liknande nu?" after an offering: what it is for is the need; of an ended one it is told what came after. */
function similar(scene: Scene, heard: Understood): Step | undefined {
  const { about, shown } = scene.conversation
  const last = scene.knowledge.offerings.get(about ?? '')
  const isLast = shown.some(({ id }) => id === last?.id)
  if (last === undefined || !isLast || heard.names.length > 0) return undefined
  const asks = heard.intents.includes('similar') || heard.facts.size !== undefined
  if (!asks || heard.content.words > fewWords) return undefined
  if (heard.facts.size !== undefined && scene.conversation.needs.length > 0) return undefined
  if (statusOn(last.open, scene.day) === 'closed') return tell(scene, [last], 'status')
  const need = { said: last.name[scene.language], words: last.summary[scene.language] }
  return find(
    withConversation(scene, {
      needs: [need],
      offset: 0,
      stage: { kind: 'open' },
      refused: [...(scene.conversation.refused ?? []), { kind: 'offering', id: last.id }],
    }),
  )
}

/** "Kan jag få båda?", "can I combine it with the first one?": what each asks of the firm; whether both may be had the giver knows. */
function both(scene: Scene, heard: Understood): Step | undefined {
  if (!heard.intents.includes('both') || heard.names.length > 0) return undefined
  if (heard.content.words > fewWords || heard.kinds.need > needed) return undefined
  const numbered = heard.ordinals.flatMap((ordinal) => findByNumber(scene, ordinal) ?? [])
  const last = scene.knowledge.offerings.get(scene.conversation.about ?? '')
  const said = last === undefined || numbered.length !== 1 ? numbered : [last, ...numbered]
  const { shown, listed = [] } = scene.conversation
  const before = listed.flatMap((id) => scene.knowledge.offerings.get(id) ?? [])
  const lastShown = shown.length > 1 ? listShown(scene) : before
  const meant = [...new Set(said.length > 1 ? said : lastShown)]
  return meant.length < 2 ? undefined : tellEach(scene, meant, 'who', 'tell.both')
}

/** "Vilka var de andra?", "tillbaka till listan": the last list, drawn again. */
function listAgain(scene: Scene, heard: Understood): Step | undefined {
  if (!heard.intents.includes('list-again') || heard.content.rest > 1) return undefined
  const { needs, listed = [], shown } = scene.conversation
  if (needs.length > 0)
    return find(withConversation(scene, { offset: 0, asked: 0, stage: { kind: 'open' } }))
  const told = listed.flatMap((id) => scene.knowledge.offerings.get(id) ?? [])
  return shown.length === 0 || told.length < 2 ? undefined : tell(scene, told, 'compare')
}

/** "Gäller det i Arjeplog?", "och i Norrbotten?" after an offering: that one, or its twin in the other county. */
function there(scene: Scene, heard: Understood): Step | undefined {
  const { about, needs, place } = scene.conversation
  if (heard.place === undefined || heard.names.length > 0) return undefined
  const onlySays =
    heard.content.words === 0 && listShown(scene).some(({ area }) => area !== 'sweden')
  if (!heard.intents.includes('there') && !onlySays) return undefined
  if (about === undefined && needs.length > 0) return undefined
  const county = heard.place.kind === 'ask' ? heard.place.candidates[0] : undefined
  const where = county ?? place
  if (where === undefined) return undefined
  const last = scene.knowledge.offerings.get(about ?? '')
  const spokenOf = last === undefined ? listShown(scene) : [last]
  const meant = spokenOf.map((one) => twinIn(withConversation(scene, { place: where }), one))
  return meant.length === 0 ? undefined : tell(scene, [...new Set(meant)], 'who')
}

function more(scene: Scene, heard: Understood): Step | undefined {
  if (scene.conversation.needs.length === 0 || 'wish' in heard.facts) return undefined
  if (heard.intents.includes('better') && heard.content.words <= fewWords) {
    const shown = pressed(scene, { kind: 'more' })
    return shown.trace.lists === 'yes'
      ? { ...shown, replies: [text(scene.say('find.other')), ...shown.replies] }
      : shown
  }
  return heard.intents.includes('more') && heard.content.words <= fewWords
    ? pressed(scene, { kind: 'more' })
    : undefined
}

/** A number that stands for nothing shown. */
function aboutNoNumber(scene: Scene, heard: Understood): Step | undefined {
  if (heard.ordinals.length === 0 || heard.content.rest > 1 || heard.names.length > 0)
    return undefined
  const tellsNeed = heard.content.words > 1 && heard.kinds.need > needed
  if (Object.keys(heard.facts).length > 0 || tellsNeed) return undefined
  return asIs(scene, scene.conversation.shown.length > 0 ? 'number.no-such' : 'number.no-list')
}

const needed = 0.8

/** "Ja" to nothing that was asked. */
function justYes(scene: Scene, heard: Understood): Step | undefined {
  if (!heard.intents.includes('yes') || scene.conversation.shown.length === 0) return undefined
  return asIs(scene, 'yes.what')
}

/** "Nej" or "vet inte" to nothing that was asked: what was shown still holds. */
function justNo(scene: Scene, heard: Understood): Step | undefined {
  const unsure = heard.intents.includes('dont-know')
  if ((!unsure && !heard.intents.includes('no')) || heard.content.rest > 1) return undefined
  if (unsure && tellsNeed(scene, heard.need)) return undefined
  if (scene.conversation.shown.length === 0)
    return unsure && heard.kinds.need <= needed ? help(scene) : undefined
  const said = asIs(scene, 'no.what')
  return { ...said, trace: { ...said.trace, intent: 'find', lists: 'yes' } }
}

function asIs(scene: Scene, key: string): Step {
  const options = [
    ...(scene.conversation.needs.length > 0
      ? [button(scene.say('find.more'), { kind: 'more' })]
      : []),
    button(handoffLabel(scene), { kind: 'handoff' }),
  ]
  const choices: Reply = { kind: 'choices', text: '', because: '', options }
  return step(scene, {
    replies: [text(scene.say(key)), choices],
    trace: {
      intent: 'help',
      office: officeOf(scene.conversation.place),
      question: null,
      because: [key],
    },
  })
}
