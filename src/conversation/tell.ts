import type { Reply, Row } from '../chat.ts'
import { assess } from '../eligibility/assess.ts'
import type { GlossaryWord, Offering, Provider } from '../knowledge/knowledge.ts'
import { statusOn } from '../knowledge/open-status.ts'
import { describeAmount, tellMoney } from './amount.ts'
import { type Aspect, answerAspect, explainNo, isUnknown, sayUnknown } from './aspect.ts'
import { drawOffering, labelStatus } from './card.ts'
import { handoffLabel } from './find.ts'
import { button, joinWords, quiet, text, warning } from './say.ts'
import { officeOf, type Scene, type Step, step } from './step.ts'
import { tellClosed, tellOthersClosed } from './tell-closed.ts'

const mostTold = 4

/** Answers a question about one or more offerings: how much, who, when, how, what it costs, where, or what it is. */
export function tell(scene: Scene, offerings: readonly Offering[], aspect: Aspect): Step {
  const told = offerings.slice(0, mostTold)
  const first = told[0]
  if (first === undefined)
    return step(scene, {
      trace: { intent: 'offering', office: null, question: null, because: ['no offering'] },
    })
  const compared = aspect === 'compare' && told.length > 1
  const { about, ...before } = scene.conversation
  const listed = listTold(scene.conversation, told)
  const asked = aspect === 'compare' ? 'what' : aspect
  return step(scene, {
    conversation: {
      ...before,
      // Of several that were compared none is "it".
      ...(compared ? {} : { about: first.id }),
      ...(listed === undefined ? {} : { listed }),
      stage: { kind: 'open' },
      shown: told.map((offering) => ({
        id: offering.id,
        status: statusOn(offering.open, scene.day),
        eligibility: assess(offering, scene.conversation.facts, scene.conversation.place).verdict,
      })),
      offset: 0,
    },
    replies: [
      ...(compared ? compare(scene, told) : answer(scene, first, asked)),
      ...(compared ? [] : tellOthersClosed(scene, told.slice(1))),
      ...(compared
        ? []
        : told.map(
            (offering, at): Reply => ({
              kind: 'offering',
              card: drawOffering({ scene, offering, number: at + 1, matched: [] }),
            }),
          )),
      ...(asked === 'what' && told.length === 1
        ? (first.good_to_know?.[scene.language] ?? []).map(quiet)
        : []),
      {
        kind: 'choices',
        text: '',
        because: '',
        options: [button(handoffLabel(scene), { kind: 'handoff' })],
      },
    ],
    trace: {
      intent: 'offering',
      office: officeOf(scene.conversation.place),
      question: null,
      lists: 'yes',
      because: [`${told.map((one) => one.id).join(', ')}: ${aspect}`],
    },
  })
}

/** What "skillnaden" is between: those told of at once, or one after the other where there was no list. */
function listTold(
  { about, listed, needs }: Scene['conversation'],
  told: readonly Offering[],
): readonly string[] | undefined {
  const ids = told.map(({ id }) => id)
  const [only] = ids
  if (ids.length > 1) return ids
  if (about === undefined || about === only || needs.length > 0) return listed
  return [about, ...ids]
}

/** What only matters to who may have it: "hur mycket får vi" is first answered with what stands in the way. */
function isForApplicants(aspect: Aspect): boolean {
  return aspect === 'amount' || aspect === 'apply' || aspect === 'deadline' || aspect === 'status'
}

/** What it is, and whose: the same whether it can be had now or not. */
const isOfItself = (aspect: Aspect): boolean => aspect === 'what' || aspect === 'giver'

/** Answered by what is said of any offering that is closed. */
const isOfTime = (aspect: Aspect): boolean =>
  aspect === 'deadline' || aspect === 'status' || aspect === 'start'

/** The direct answer in a sentence or two, before the card. What the sources do not say is said to be unknown. */
function answer(scene: Scene, offering: Offering, aspect: Aspect): readonly Reply[] {
  const { say, language } = scene
  const name = offering.name[language]
  const status = statusOn(offering.open, scene.day)
  const replies: Reply[] = []
  if (status === 'closed') replies.push(...tellClosed(scene, offering))
  else if (status === 'unknown' && !isOfItself(aspect) && !isOfTime(aspect))
    replies.push(warning(say('tell.unknown-status', { name })))
  const said = status === 'closed' && isOfTime(aspect) ? '' : answerAspect(scene, offering, aspect)
  const hinders = isForApplicants(aspect) ? explainNo(scene, offering) : ''
  if (hinders !== '') replies.push(warning(hinders))
  if (said !== '')
    replies.push(
      text(said, aspect === 'link' || aspect === 'apply' ? [findLink(name, offering)] : []),
    )
  if (aspect === 'amount') replies.push(...tellMoney(offering, language).map(quiet))
  if (scene.conversation.facts.already_started === true && offering.apply_before_start === true) {
    replies.unshift(warning(say('warning.started', { offerings: name })))
  }
  return replies
}

/** "När stänger den?" of a list: answered for each, in a line. */
export function tellEach(
  scene: Scene,
  offerings: readonly Offering[],
  aspect: Aspect,
  first = 'tell.each',
): Step {
  const one = tell(scene, offerings, aspect)
  const { about: _about, ...conversation } = one.conversation
  const unknown = offerings.filter((offering) => isUnknown(scene, offering, aspect))
  const lines = offerings
    .filter((offering) => !unknown.includes(offering))
    .map((offering) => tellInALine(scene, offering, aspect))
  const names = joinWords(
    unknown.map(({ name }) => name[scene.language]),
    scene.say('and'),
  )
  if (names !== '') lines.push(quiet(sayUnknown(scene, names, aspect)))
  const cards = one.replies.filter(({ kind }) => kind === 'offering' || kind === 'choices')
  return {
    ...one,
    conversation,
    replies: [...warnOfStart(scene, aspect), text(scene.say(first)), ...lines, ...cards],
  }
}

/** "Kan vi få bidrag i efterhand?" of several: what holds for most comes first. */
function warnOfStart({ say }: Scene, aspect: Aspect): readonly Reply[] {
  return aspect === 'start' ? [warning(say('warning.started-general'))] : []
}

function tellInALine(scene: Scene, offering: Offering, aspect: Aspect): Reply {
  const name = offering.name[scene.language]
  const money = aspect === 'amount' ? tellMoney(offering, scene.language).join(' ') : ''
  const said = answerAspect(scene, offering, aspect) || money
  if (aspect === 'link') return text(said, [findLink(name, offering)])
  if (said === '') return quiet(`${name}: ${offering.summary[scene.language]}`)
  return quiet(said.startsWith(name) ? said : `${name}: ${said}`)
}

const findLink = (label: string, { apply_url, source }: Offering) => ({
  label,
  url: apply_url ?? source.url,
})

function compare(scene: Scene, offerings: readonly Offering[]): readonly Reply[] {
  const { say, language } = scene
  return offerings.map((offering): Reply => {
    const rows: Row[] = [
      { label: say('card.kind'), value: say(`kind.${offering.kind}`) },
      { label: say('card.amount'), value: describeAmount(scene, offering) || say('unknown') },
      { label: say('card.who'), value: offering.who?.[language] ?? say('unknown') },
      { label: say('card.cost'), value: offering.cost?.[language] ?? say('unknown') },
      { label: say('card.status'), value: labelStatus(scene, offering) },
    ]
    return {
      kind: 'summary',
      title: offering.name[language],
      rows,
      text: offering.summary[language],
      actions: [
        button(say('card.tell-more'), { kind: 'tell', offering: offering.id, aspect: 'what' }),
        { kind: 'link', label: say('card.source'), url: offering.apply_url ?? offering.source.url },
      ],
    }
  })
}

/** A question about a provider: what it is, and its offerings that come nearest to the rest of the question. */
export function tellProvider(
  scene: Scene,
  told: { readonly provider: Provider; readonly offerings: readonly Offering[] },
  aspect: Aspect,
): Step {
  const { provider, offerings } = told
  const about = text(
    `${provider.name[scene.language]}: ${provider.what[scene.language]}`,
    provider.site === undefined
      ? []
      : [{ label: provider.name[scene.language], url: provider.site }],
  )
  const one = tell(scene, offerings, offerings.length === 1 ? aspect : 'compare')
  return { ...one, replies: [about, ...one.replies] }
}

/** Asked about something by a name that the catalogue does not have: said so, never guessed. */
export function tellUnknown(scene: Scene): Step {
  return step(scene, {
    replies: [
      text(scene.say('tell.unknown')),
      {
        kind: 'choices',
        text: '',
        because: '',
        options: [button(handoffLabel(scene), { kind: 'handoff' }, 'main')],
      },
    ],
    trace: {
      intent: 'offering',
      office: officeOf(scene.conversation.place),
      question: null,
      because: ['no offering or word by that name'],
    },
  })
}

/** Words of the trade, explained in a line each. */
export function tellWords(scene: Scene, words: readonly GlossaryWord[]): Step {
  const { language, say } = scene
  return step(scene, {
    replies: [
      ...words.map((word) =>
        text(
          `${word.name[language]}: ${word.explanation[language]}`,
          word.source === undefined ? [] : [{ label: say('card.source'), url: word.source }],
        ),
      ),
      {
        kind: 'choices',
        text: '',
        because: '',
        options: [button(handoffLabel(scene), { kind: 'handoff' })],
      },
    ],
    trace: {
      intent: 'offering',
      office: officeOf(scene.conversation.place),
      question: null,
      because: words.map((word) => `glossary: ${word.id}`),
    },
  })
}
