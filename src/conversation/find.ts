import type { Action, Reply } from '../chat.ts'
import { formatValue } from '../eligibility/explain.ts'
import { findNextQuestion, type NextQuestion } from '../eligibility/next-question.ts'
import { formatFactValue } from '../knowledge/fact-value.ts'
import { municipalityIds } from '../knowledge/places.ts'
import { findAlmost, sayAlmost } from './almost.ts'
import { drawOffering } from './card.ts'
import type { Conversation } from './conversation.ts'
import { readNeed } from './needs.ts'
import { describePlace, listPlaces } from './place.ts'
import { askPurpose, isVague, purpose, tellsOnlyTrade } from './purpose.ts'
import { type Candidate, type Ranked, rank } from './rank.ts'
import { listRefused } from './refused.ts'
import { button, joinWords, quiet, text, warning } from './say.ts'
import { officeOf, type Scene, type Step, step } from './step.ts'
import { findWords, readTold, type Told } from './told.ts'
import { tellUrgency } from './wishes.ts'

export const pageSize = 3
const mostAskedInARow = 2
/** What is ruled out is told of when it answers the need as well as the last that is shown, or nearly. */
const nearEnough = 0.9
/** Below this the words met the catalogue only by accident. */
const leastScore = 1.2
/** Below this what says nothing of a need, "visa vad som finns", leads nowhere yet. */
const leastLikeness = 0.25

/** Answers a need: what fits and why, what stands in the way, and the one question that matters. */
export function find(scene: Scene): Step {
  const features = readNeed(scene)
  const ranked = rank(scene, features)
  const shownNow = ranked.fitting.slice(
    scene.conversation.offset,
    scene.conversation.offset + pageSize,
  )
  const best = ranked.fitting[0] ?? ranked.ruledOut[0]
  const found = best !== undefined && best.score >= leastScore
  const leads = found && best.likeness >= leastLikeness
  if (!leads && isVague(scene)) return askWhatFor(scene)
  if (!found) return findNothing(scene, ranked)
  if (shownNow.length === 0)
    return scene.conversation.offset > 0 ? noMore(scene) : findNothing(scene, ranked)
  const question = chooseQuestion(scene, ranked.fitting)
  const told = readTold(scene)
  const isFirst = scene.conversation.offset === 0
  const almost = isFirst ? findNear(scene, ranked) : undefined
  const isToldAgain = almost?.offering.id === scene.conversation.almost
  const conversation = remember(scene.conversation, shownNow, question, almost)
  return step(scene, {
    conversation,
    replies: [
      ...(isFirst ? [...warnOfStart(scene, ranked), ...echo(scene), ...tellUrgency(scene)] : []),
      ...shownNow.map((one, at) => drawCandidate({ scene, told, candidate: one, at })),
      ...(isToldAgain ? [] : sayAlmost(scene, almost)),
      ...(question === undefined
        ? [offerMore(scene, ranked)]
        : [ask(scene, question), offerMore(scene, ranked)]),
    ],
    trace: {
      intent: 'find',
      office: officeOf(scene.conversation.place),
      question: question?.fact ?? null,
      lists: 'yes',
      because: ranked.fitting.slice(0, 8).map(explainRank),
    },
  })
}

/** Answers again when a fact was told: a list that is still the same is not shown once more. */
export function findAgain(scene: Scene): Step {
  const found = find(scene)
  const { shown } = scene.conversation
  if (shown.length === 0 || !isSameList(found.conversation.shown, shown)) return found
  const others = found.replies.filter(({ kind }) => kind !== 'offering')
  const at = found.replies.findIndex(({ kind }) => kind === 'offering')
  const same = text(scene.say(shown.length === 1 ? 'find.same-one' : 'find.same'))
  return { ...found, replies: others.toSpliced(at, 0, same) }
}

function isSameList(now: Conversation['shown'], before: Conversation['shown']): boolean {
  const write = (list: Conversation['shown']) =>
    list.map(({ id, status, eligibility }) => `${id} ${status} ${eligibility}`).join()
  return write(now) === write(before)
}

function explainRank({ offering, score, likeness, assessment, terms }: Candidate): string {
  const missing = assessment.missing.length > 0 ? `, unknown: ${assessment.missing.join(', ')}` : ''
  return `${offering.id}: score ${score.toFixed(2)}, likeness ${likeness.toFixed(2)}, ${assessment.verdict}${missing}; ${terms().slice(0, 8).join(' ')}`
}

function remember(
  conversation: Conversation,
  shown: readonly Candidate[],
  question: NextQuestion | undefined,
  almost: Candidate | undefined,
): Conversation {
  const { about, ...before } = conversation
  const isShown = shown.some(({ offering }) => offering.id === about)
  return {
    ...before,
    ...(about !== undefined && isShown ? { about } : {}),
    shown: shown.map(({ offering, status, assessment }) => ({
      id: offering.id,
      status,
      eligibility: assessment.verdict,
    })),
    listed: shown.map(({ offering }) => offering.id),
    ...(almost === undefined ? {} : { almost: almost.offering.id }),
    asked: question === undefined ? 0 : conversation.asked + 1,
    stage: question === undefined ? { kind: 'open' } : { kind: 'asked', fact: question.fact },
    ...(shown.length === 1 && shown[0] !== undefined ? { about: shown[0].offering.id } : {}),
  }
}

interface Drawing {
  readonly scene: Scene
  readonly told: Told
  readonly candidate: Candidate
  readonly at: number
}

function drawCandidate({ scene, told, candidate, at }: Drawing): Reply {
  const card = drawOffering({
    scene,
    offering: candidate.offering,
    number: scene.conversation.offset + at + 1,
    matched: findWords(told, candidate.terms()),
    assessment: candidate.assessment,
  })
  return { kind: 'offering', card }
}

/** The red line comes first: what is begun before the application is not supported. */
function warnOfStart(scene: Scene, ranked: Ranked): readonly Reply[] {
  if (scene.conversation.facts.already_started !== true) return []
  const lost = ranked.ruledOut.filter((one) =>
    one.assessment.because.some((criterion) => criterion.fact === 'already_started'),
  )
  const names = lost.slice(0, 4).map((one) => one.offering.name[scene.language])
  const words =
    names.length > 0
      ? scene.say('warning.started', { offerings: joinWords(names, scene.say('and')) })
      : scene.say('warning.started-general')
  return [warning(words)]
}

/** What has been understood, so that it can be corrected. */
function echo(scene: Scene): readonly Reply[] {
  const { knowledge, conversation, say, language } = scene
  const parts: string[] = []
  if (conversation.place !== undefined) parts.push(describePlace(conversation.place))
  for (const [id, value] of Object.entries(conversation.facts)) {
    const fact = knowledge.facts.get(id)
    if (fact === undefined) continue
    const words = formatValue({ knowledge, say, language }, fact, value)
    const selfEvident = fact.kind === 'choice' || (id === 'employees' && typeof value === 'number')
    parts.push(selfEvident ? words : `${fact.name[language]}: ${words}`)
  }
  const refused = listRefused(scene)
  if (refused.length > 0) parts.push(say('find.without', { names: joinWords(refused, say('or')) }))
  const replies: Reply[] = []
  if (parts.length > 0) replies.push(quiet(say('find.understood', { facts: parts.join(' · ') })))
  if (conversation.place?.startsWith('outside:'))
    replies.push(text(say('office.outside', { municipality: describePlace(conversation.place) })))
  return replies
}

function findNear(scene: Scene, { fitting, ruledOut }: Ranked): Candidate | undefined {
  return findAlmost(scene, ruledOut, (fitting[pageSize - 1]?.score ?? 0) * nearEnough)
}

/** What only a firm that has begun can answer. */
const ofRunningFirms = ['employees', 'turnover', 'company_age']

function isFounder({ stage, legal_form }: Conversation['facts']): boolean {
  return stage === 'idea' || (stage === undefined && legal_form === 'none')
}

function chooseQuestion(scene: Scene, fitting: readonly Candidate[]): NextQuestion | undefined {
  const { conversation, knowledge } = scene
  if (conversation.asked >= mostAskedInARow || conversation.offset > 0) return undefined
  if (isVague(scene) || tellsOnlyTrade(scene)) return { fact: purpose, depends: 0, of: 0 }
  return findNextQuestion({
    candidates: fitting.slice(0, 8),
    facts: conversation.facts,
    place: conversation.place,
    askable: knowledge.facts,
    skipped: isFounder(conversation.facts)
      ? [...conversation.skipped, ...ofRunningFirms]
      : conversation.skipped,
    places: municipalityIds,
  })
}

/** The one question, with why it is asked and a way past it. */
function ask(scene: Scene, question: NextQuestion): Reply {
  const { knowledge, say, language } = scene
  if (question.fact === purpose) return askPurpose(scene)
  const fact = knowledge.facts.get(question.fact)
  const options: Action[] = []
  if (question.fact === 'municipality') {
    options.push(...listPlaces(municipalityIds, 'find'))
  } else if (fact !== undefined) {
    const answers = fact.answers ?? []
    for (const answer of answers) {
      options.push(
        button(answer.label[language], {
          kind: 'answer',
          fact: question.fact,
          value: formatFactValue(answer.value),
        }),
      )
    }
  }
  options.push(button(say('ask.dont-know'), { kind: 'skip', fact: question.fact }))
  return {
    kind: 'choices',
    text: fact?.ask[language] ?? question.fact,
    because: say('ask.because', { depends: question.depends, of: question.of }),
    options,
  }
}

function offerMore(scene: Scene, ranked: Ranked): Reply {
  const { say, conversation } = scene
  const options: Action[] = []
  if (ranked.fitting.length > conversation.offset + pageSize)
    options.push(button(say('find.more'), { kind: 'more' }))
  options.push(button(handoffLabel(scene), { kind: 'handoff' }))
  return { kind: 'choices', text: '', because: '', options }
}

export function handoffLabel({ say, conversation }: Scene): string {
  const place = conversation.place
  if (place === undefined || place.startsWith('outside:')) return say('handoff.button')
  return say('handoff.button-in', { municipality: describePlace(place) })
}

function noMore(scene: Scene): Step {
  return step(scene, {
    replies: [
      text(scene.say('find.no-more')),
      {
        kind: 'choices',
        text: '',
        because: '',
        options: [button(handoffLabel(scene), { kind: 'handoff' }, 'main')],
      },
    ],
    trace: {
      intent: 'find',
      office: officeOf(scene.conversation.place),
      question: null,
      because: ['nothing more to show'],
    },
  })
}

/** Nothing was said yet that anything could be found by. */
function askWhatFor(scene: Scene): Step {
  const { conversation } = scene
  return step(scene, {
    conversation: { ...conversation, needs: [], shown: [], stage: { kind: 'open' }, asked: 0 },
    replies: [...echo(scene), askPurpose(scene), offerMore(scene, { fitting: [], ruledOut: [] })],
    trace: {
      intent: 'find',
      office: officeOf(conversation.place),
      question: purpose,
      because: ['nothing to find by'],
    },
  })
}

/** Nothing fits: said as it is, with the office as the way on. */
function findNothing(scene: Scene, ranked: Ranked): Step {
  const { say, conversation } = scene
  return step(scene, {
    conversation: { ...conversation, shown: [], stage: { kind: 'open' }, asked: 0 },
    replies: [
      ...warnOfStart(scene, ranked),
      ...echo(scene),
      text(say(ranked.ruledOut.length > 0 ? 'find.all-ruled-out' : 'find.nothing')),
      ...sayAlmost(scene, findNear(scene, ranked)),
      {
        kind: 'choices',
        text: '',
        because: '',
        options: [button(handoffLabel(scene), { kind: 'handoff' }, 'main')],
      },
    ],
    trace: {
      intent: 'find',
      office: officeOf(conversation.place),
      question: null,
      because: ['no offering fits'],
    },
  })
}
