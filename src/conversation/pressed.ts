import type { Reply } from '../chat.ts'
import { type FactValue, formatFactValue } from '../knowledge/fact-value.ts'
import { type Aspect, aspects } from './aspect.ts'
import { find, findAgain, pageSize } from './find.ts'
import { beginHandoff, cancelHandoff, editHandoff, resumeHandoff, sendHandoff } from './handoff.ts'
import { isOfTheTen, tellOffice } from './place.ts'
import type { Press } from './press.ts'
import { button, text } from './say.ts'
import { setScene } from './scene.ts'
import {
  askForget,
  forget,
  help,
  keepAll,
  restart,
  showMyCases,
  showMyData,
  switchLanguage,
  welcome,
} from './smalltalk.ts'
import { officeOf, type Scene, type Step, step } from './step.ts'
import { tell } from './tell.ts'

/** A button was pressed. One whose time has passed is answered from what is true today. */
export function pressed(scene: Scene, press: Exclude<Press, { kind: 'ask' }>): Step {
  switch (press.kind) {
    case 'answer':
      return answered(scene, press.fact, press.value)
    case 'skip':
      return skipped(scene, press.fact)
    case 'place':
      return placed(scene, press.municipality, press.purpose)
    case 'more':
      return showMore(scene)
    case 'tell':
      return tellPressed(scene, press.offering, press.aspect)
    case 'handoff':
      return beginHandoff(scene)
    case 'handoff-edit':
      return editHandoff(scene)
    case 'handoff-resume':
      return resumeHandoff(scene)
    case 'handoff-send':
      return sendHandoff(scene)
    case 'handoff-cancel':
      return cancelHandoff(scene)
    case 'office':
      return tellOffice(scene)
    case 'help':
      return help(scene)
    case 'restart':
      return restart(scene)
    case 'language':
      return switchLanguage(setScene(scene, press.language))
    case 'my-data':
      return showMyData(scene)
    case 'my-cases':
      return showMyCases(scene)
    case 'forget':
      return askForget(scene)
    case 'forget-sure':
      return forget(scene)
    case 'forget-not':
      return keepAll(scene)
    case 'case':
      return aboutCase(scene, press)
  }
}

export function withConversation(scene: Scene, change: Partial<Scene['conversation']>): Scene {
  return { ...scene, conversation: { ...scene.conversation, ...change } }
}

function readValue(scene: Scene, fact: string, value: string): FactValue | undefined {
  const known = scene.knowledge.facts.get(fact)
  if (known === undefined) return undefined
  if (known.kind === 'yes-no')
    return value === 'true' || value === 'false' ? value === 'true' : undefined
  const answer = known.answers?.find((one) => formatFactValue(one.value) === value)
  if (answer !== undefined) return answer.value
  return known.kind !== 'choice' && /^\d{1,12}$/.test(value) ? Number(value) : undefined
}

function answered(scene: Scene, fact: string, value: string): Step {
  const read = readValue(scene, fact, value)
  if (read === undefined) return goOn(scene)
  return goOn(
    withConversation(scene, {
      facts: { ...scene.conversation.facts, [fact]: read },
      offset: 0,
      stage: { kind: 'open' },
    }),
  )
}

function skipped(scene: Scene, fact: string): Step {
  return goOn(
    withConversation(scene, {
      skipped: [...new Set([...scene.conversation.skipped, fact])],
      stage: { kind: 'open' },
    }),
  )
}

/** On with the need there is, or back to the beginning when there is none. */
function goOn(scene: Scene): Step {
  return scene.conversation.needs.length > 0 ? findAgain(scene) : welcome(scene)
}

function showMore(scene: Scene): Step {
  const { needs, offset } = scene.conversation
  if (needs.length === 0) return welcome(scene)
  return find(withConversation(scene, { offset: offset + pageSize }))
}

function placed(scene: Scene, municipality: string, purpose: 'find' | 'office' | 'handoff'): Step {
  const place = readPlace(scene, municipality)
  if (place === undefined) return goOn(scene)
  const there = withConversation(scene, { place, offset: 0, stage: { kind: 'open' } })
  if (purpose === 'handoff') return beginHandoff(there)
  return purpose === 'office' ? tellOffice(there) : goOn(there)
}

/** "I do not know" goes to the region's duty office: never to nobody. */
function readPlace({ knowledge }: Scene, municipality: string): string | undefined {
  if (municipality === 'unknown') return knowledge.offices.duty
  if (isOfTheTen(municipality)) return municipality
  if (!municipality.startsWith('outside:')) return undefined
  return municipality.split(':').length === 3
    ? municipality
    : `outside:other:${municipality.slice('outside:'.length)}`
}

function tellPressed(scene: Scene, id: string, aspect: string): Step {
  const offering = scene.knowledge.offerings.get(id)
  if (offering === undefined) return goOn(scene)
  return tell(scene, [offering], isAspect(aspect) ? aspect : 'what')
}

function isAspect(word: string): word is Aspect {
  return aspects.some((one) => one === word)
}

/** What a company may do about its own case; another's is not its to touch. */
function aboutCase(scene: Scene, press: Press & { kind: 'case' }): Step {
  const own = scene.cases.find((one) => one.id === press.case)
  const trace = {
    intent: 'handoff' as const,
    office: own?.office ?? officeOf(scene.conversation.place),
    question: null,
    because: [`case: ${press.action}`],
  }
  if (own === undefined) return step(scene, { replies: [text(scene.say('case.unknown'))], trace })
  if (press.action === 'withdraw' && own.state !== 'closed')
    return step(scene, { replies: [askWithdraw(scene, press)], trace })
  const action = press.action === 'withdraw-sure' ? 'withdraw' : press.action
  return step(scene, {
    effects: [{ kind: 'case', case: own.id, action, value: press.value }],
    trace,
  })
}

/** It cannot be undone, so one press by mistake must not do it. */
function askWithdraw({ say }: Scene, press: Press & { kind: 'case' }): Reply {
  return {
    kind: 'choices',
    text: say('case.withdraw-sure', { case: press.case }),
    because: '',
    options: [
      button(say('case.withdraw-yes'), { ...press, action: 'withdraw-sure' }),
      button(say('case.withdraw-no'), { kind: 'my-cases' }),
    ],
  }
}
