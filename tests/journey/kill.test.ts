import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer, CaseCard } from '../../src/index.ts'
import { createFresh, type Fresh } from '../postgres/fresh.ts'
import { createHome, createPerson, type Home, type Program } from './program.ts'

const kills = 30
let fresh: Fresh
let home: Home

beforeAll(async () => {
  fresh = await createFresh()
  home = await createHome(fresh.url)
})
afterAll(async () => {
  await home.clean()
  await fresh.drop()
})

const values = {
  need: 'En ny svarv till verkstaden',
  name: 'Åsa Öberg',
  company: '',
  organisation_number: '',
  phone: '070-123 45 67',
  email: '',
  best_time: '',
  consent: 'yes',
}

function caseIn(answer: Answer): string | undefined {
  return answer.replies.flatMap((reply) =>
    reply.kind === 'summary' && /^L-\w{5}$/.test(reply.title) ? [reply.title] : [],
  )[0]
}

async function listInbox(program: Program): Promise<readonly CaseCard[]> {
  const link = await program.inbox('mala')
  const door = await fetch(link, { redirect: 'manual' })
  const cookie = door.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const answer = await fetch(`${program.url}/api/cases?office=mala`, { headers: { cookie } })
  return ((await answer.json()) as { cards: readonly CaseCard[] }).cards
}

test(`killed ${kills} times in the middle of hand-offs: every number a person saw is in the inbox exactly once`, async () => {
  const seen: string[] = []
  let program = await home.start()
  for (let round = 0; round < kills; round++) {
    const person = createPerson()
    await person.say(program, { kind: 'message', text: 'vi vill köpa en ny svarv i Malå' })
    await person.say(program, { kind: 'press', press: 'handoff' })
    await person.say(program, {
      kind: 'form',
      form: 'handoff',
      values: { ...values, need: `${values.need} ${round}` },
    })
    const event = randomUUID()
    const sending = person
      .say(program, { kind: 'press', press: 'handoff-send' }, event)
      .then(caseIn, () => undefined)
    await pause((round % 10) * 3)
    await program.kill()
    const first = await sending
    program = await home.start()
    const again = caseIn(await person.say(program, { kind: 'press', press: 'handoff-send' }, event))
    if (first !== undefined) expect(again).toBe(first)
    expect(again, `round ${round}`).toBeDefined()
    seen.push(again ?? '')
  }
  const inbox = (await listInbox(program)).map((card) => card.case)
  expect(new Set(seen).size).toBe(kills)
  expect(inbox.toSorted()).toEqual(seen.toSorted())
}, 600_000)
