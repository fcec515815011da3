import { findActivities } from '../activities/find.ts'
import { readPeriod } from '../activities/period.ts'
import type { Activity } from '../activities/schema.ts'
import type { Reply, Row } from '../chat.ts'
import { formatDate } from '../date-words.ts'
import { readTokens } from '../knowledge/words.ts'
import { handoffLabel } from './find.ts'

import { describePlace, isOfTheTen, placeOf } from './place.ts'
import { button, text } from './say.ts'

import { officeOf, type Scene, type Step, step } from './step.ts'
import type { Understood } from './understand.ts'

const mostShown = 4

/** "Vad händer i Malå nästa vecka?" is no stray question: it names a place of ours, or a time and no place. */
export function asksWhatHappens({ now }: Scene, { intents, place, said }: Understood): boolean {
  if (!intents.includes('activities')) return false
  const named = place === undefined ? undefined : placeOf(place)
  return named === undefined
    ? place === undefined && readPeriod(said, now) !== undefined
    : isOfTheTen(named)
}

/** "Vad händer i Lycksele i vår?": what is known, with dates only where a source has them. */
export function tellActivities(scene: Scene, heard: Understood): Step | undefined {
  if (!heard.intents.includes('activities')) return undefined
  const { conversation, knowledge, say, day } = scene
  const place =
    conversation.place !== undefined && isOfTheTen(conversation.place)
      ? conversation.place
      : undefined
  const period = readPeriod(heard.said, scene.now)
  const words = readTokens(heard.need).map((token) => token.word)
  const found = findActivities(knowledge.activities, {
    place,
    from: period?.from ?? day,
    to: period?.to,
    words,
  })
  const shown = [...found.dated, ...found.undated].slice(0, mostShown)
  const where = place === undefined ? say('area.region10') : describePlace(place)
  return step(scene, {
    replies: [
      text(say(shown.length === 0 ? 'activities.none' : 'activities.some', { place: where })),
      ...shown.map((activity) => drawActivity(scene, activity)),
      {
        kind: 'choices',
        text: '',
        because: '',
        options: [button(handoffLabel(scene), { kind: 'handoff' })],
      },
    ],
    trace: {
      intent: 'office',
      office: officeOf(conversation.place),
      question: null,
      because: shown.map((one) => `activity: ${one.id}`),
    },
  })
}

function drawActivity({ say, language }: Scene, activity: Activity): Reply {
  const rows: Row[] = []
  if (activity.from !== undefined) {
    const days =
      activity.to === undefined
        ? formatDate(activity.from, language)
        : say('dates.between', {
            from: formatDate(activity.from, language),
            to: formatDate(activity.to, language),
          })
    rows.push({ label: say('activities.days'), value: days })
  }
  if (activity.when !== undefined)
    rows.push({ label: say('activities.when'), value: activity.when[language] })
  rows.push({ label: say('card.who'), value: activity.audience[language] })
  const { place } = activity
  rows.push({
    label: say('activities.place'),
    value: place === 'all' ? say('area.region10') : place.map(describePlace).join(', '),
  })
  const url = activity.sign_up ?? activity.source.url
  return {
    kind: 'summary',
    title: activity.name[language],
    rows,
    text: say('activities.checked', { date: formatDate(activity.source.checked, language) }),
    actions: [
      { kind: 'link', label: say('card.source'), url },
      ...(activity.offering === undefined
        ? []
        : [
            button(say('card.tell-more'), {
              kind: 'tell' as const,
              offering: activity.offering,
              aspect: 'what',
            }),
          ]),
    ],
  }
}
