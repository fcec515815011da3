import type { Case, CaseAction, Instant } from '../cases/case.ts'
import { readCaseChoice } from '../cases/case-press.ts'
import type { NewCase } from '../cases/moves.ts'
import { promiseInWords } from '../cases/promise.ts'
import { type Scene as CaseScene, officeName } from '../cases/scene.ts'
import { sizeOf } from '../cases/size.ts'
import type { Reply } from '../chat.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Conversation } from './conversation.ts'
import { listFacts } from './draft.ts'
import { isOfTheTen } from './place.ts'
import { button } from './say.ts'
import { setScene } from './scene.ts'
import type { Effect } from './step.ts'

interface Drafting {
  readonly knowledge: Knowledge
  readonly conversation: Conversation
  readonly effect: Effect & { kind: 'open-case' }
  readonly id: string
  readonly now: Instant
}

/** What the person saw and approved, as a new case. */
export function draftCase({ knowledge, conversation, effect, id, now }: Drafting): NewCase {
  const { language } = conversation
  const { firm } = effect.draft
  const scene = setScene(
    { knowledge, conversation, now, day: now.slice(0, 10), cases: [], absences: [] },
    language,
  )
  const offerings = firm.shown.map(({ id: offering, status, eligibility }) => ({
    id: offering,
    name: knowledge.offerings.get(offering)?.name[language] ?? offering,
    status,
    eligibility,
  }))
  const themes = new Set(
    firm.shown.slice(0, 1).flatMap((one) => knowledge.offerings.get(one.id)?.themes ?? []),
  )
  const { place } = firm
  return {
    id,
    municipality: place !== undefined && isOfTheTen(place) ? place : effect.draft.office,
    conversation: conversation.id,
    language,
    need: effect.draft.need,
    themes: [...themes],
    facts: listFacts(scene, firm).filter((row) => row.label !== scene.say('facts.municipality')),
    size: sizeOf(firm.facts.employees),
    offerings,
    contact: effect.draft.contact,
    consent: { text: effect.consent, at: now },
  }
}

/** The case receipt: the number, who has it and by when they are in touch. */
export function describeOpened(opened: Case, scene: CaseScene): readonly Reply[] {
  const own = opened.office === opened.municipality
  const promise = promiseInWords(opened.promised, scene.at, scene.language)
  const values = {
    case: opened.id,
    office: officeName(scene, opened.office),
    away: officeName(scene, opened.municipality),
    promise,
  }
  return [
    {
      kind: 'summary',
      title: opened.id,
      rows: [],
      text: `${scene.say(own ? 'handoff.sent' : 'handoff.sent-stand-in', values)} ${scene.say('handoff.keep')}`,
      actions: [
        button(scene.say('case.my-cases'), { kind: 'my-cases' }),
        button(scene.say('case.withdraw'), {
          kind: 'case',
          case: opened.id,
          action: 'withdraw',
          value: String(opened.version),
        }),
      ],
    },
  ]
}

/** What came of the company's own choice, as said to it. */
export function describeChosen(current: Case, action: Choice['action'], scene: CaseScene): string {
  return scene.say(`case.done.${action}`, {
    case: current.id,
    office: officeName(scene, current.office),
    promise: promiseInWords(current.promised, scene.at, scene.language),
  })
}

interface Choice {
  readonly action: Exclude<CaseAction, 'open'>
  readonly version: number | 'latest'
  readonly values: Readonly<Record<string, string>>
}

/** A button's choice or a message that goes to the office, as a press of the company's. */
export function readChoice(effect: Effect & { kind: 'case' }): Choice | undefined {
  if (effect.action === 'reply-from-company')
    return { action: effect.action, version: 'latest', values: { text: effect.value } }
  const choice = readCaseChoice(effect.action, effect.value)
  if (choice === undefined) return undefined
  return {
    action: choice.action,
    version: choice.version,
    values: choice.action === 'rate' ? { how: choice.value } : {},
  }
}
