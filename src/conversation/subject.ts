import type { Need } from './conversation.ts'
import { readNeed } from './needs.ts'
import { rank } from './rank.ts'
import type { Scene } from './step.ts'
import type { Understood } from './understand.ts'

/** Needs are of one piece when so many of the first offerings they lead to are the same. */
const looked = 8
const shared = 3
/** What is less like a need than this says nothing by itself: "jag fattar inte". */
const leastLikeness = 0.5
const addsTo = /^\W*(?:och|men|samt|fast|dessutom|and|but|also|plus)(?!\p{L})/iu

/** What the person wants now: the newest need that says something, what adds to it, and earlier ones that lead the same way. */
export function findSubject(scene: Scene): readonly Need[] {
  const subject: Need[] = []
  let leads: readonly string[] = []
  for (const need of scene.conversation.needs.toReversed()) {
    const own = findLeads(scene, need)
    const same = own.filter((id) => leads.includes(id)).length >= shared
    const added = subject[0] !== undefined && addsTo.test(subject[0].said)
    if (leads.length > 0 && !same && !added) continue
    subject.unshift(need)
    if (leads.length === 0) leads = own
  }
  return subject
}

/** The offerings a need leads to by itself; none when it says too little. */
function findLeads(scene: Scene, need: Need): readonly string[] {
  const single = { ...scene, conversation: { ...scene.conversation, needs: [need] } }
  const { fitting } = rank(single, readNeed(single))
  if ((fitting[0]?.likeness ?? 0) < leastLikeness) return []
  return fitting.slice(0, looked).map(({ offering }) => offering.id)
}

/** Whether the message leads to other offerings than the needs told before it. */
export function leadsElsewhere(scene: Scene, heard: Understood): boolean {
  const leads = findLeads(scene, { said: heard.said, words: heard.need })
  if (leads.length === 0) return false
  const before = scene.conversation.needs.map((need) => findLeads(scene, need))
  return before.every((own) => own.filter((id) => leads.includes(id)).length < shared)
}
