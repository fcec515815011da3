import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkFolder } from '../adapters/knowledge/check-folder.ts'
import { knowledgeFolder } from '../adapters/knowledge/folder.ts'
import { type Checked, schemasForEditors } from '../src/editing.ts'
import { type Knowledge, playTurns } from '../src/index.ts'

/** The real knowledge folder. */

const day = '2026-11-23'
let checked: Checked
let knowledge: Knowledge

beforeAll(async () => {
  const done = await checkFolder(knowledgeFolder, day)
  if (done.kind === 'broken') throw new Error(JSON.stringify(done.errors))
  checked = done
  knowledge = done.knowledge
})

test('the knowledge is whole: references, languages, coverage, places, every example', () => {
  expect(checked.errors).toEqual([])
  const lost = /no question finds it|nothing says it/
  expect(checked.warnings.filter(({ message }) => lost.test(message))).toEqual([])
  expect(knowledge.offerings.size).toBe(153)
})

test('editors complete with schemas that are up to date: npm run check-knowledge -- --schemas', async () => {
  for (const [name, text] of Object.entries(schemasForEditors())) {
    expect(await readFile(`${knowledgeFolder}schema/${name}`, 'utf8'), name).toBe(text)
  }
})

describe('dates win over words', () => {
  const shown = (text: string, on: string) =>
    playTurns(knowledge, [text], { now: `${on}T10:00:00Z`, day: on }).conversation.shown[0]
  test.each([
    ['2021-02-01', 'open'],
    ['2022-03-31', 'open'],
    ['2022-04-01', 'closed'],
    ['2026-11-23', 'closed'],
  ])('NiMR on %s is %s', (on, status) => {
    expect(shown('är NiMR öppet?', on)).toMatchObject({ id: 'region10-nimr-niaa', status })
  })
  test('what came after is told', () => {
    const { answer } = playTurns(knowledge, ['finns NiAA kvar?'], { now: `${day}T10:00:00Z`, day })
    expect(JSON.stringify(answer.replies)).toContain('SHiMR')
  })

  test('each that has dates is told as such on the days around them, asked for by its name', () => {
    const wrong: string[] = []
    for (const { id, name, open } of knowledge.offerings.values()) {
      // Closed on a day that no source tells.
      if (open.status === 'closed' && open.to === undefined) continue
      for (const [on, begun, over] of daysAround(open)) {
        const one = playTurns(knowledge, [`är ${name.sv} öppet?`], {
          now: `${on}T10:00:00Z`,
          day: on,
        }).conversation.shown.find((each) => each.id === id)
        const told = begun && !over ? ['open', 'recurring', 'unknown'] : ['closed', 'paused']
        if (one === undefined || !told.includes(one.status))
          wrong.push(`${id} on ${on}: ${one?.status}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('no text says that something is over or is going on now: it must hold on any day', () => {
    const today =
      /avslutad|avslutat|nedlag|stängd\b|stängt\b|just nu|i dag\b|numera|inte längre|closed|\bended\b|finished|discontinued|right now|today|no longer/i
    const found = [...knowledge.offerings.values()].flatMap(({ id, name, summary, deadline }) =>
      [name, summary, deadline].flatMap((text) =>
        Object.values(text ?? {}).flatMap((said) => {
          const [word] = today.exec(said) ?? []
          return word === undefined ? [] : [`${id}: ${word}`]
        }),
      ),
    )
    expect(found).toEqual([])
  })
})

/** The day before and the first day, the last day and the day after: whether it has begun, whether it is over. */
function daysAround({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  const days: (readonly [string, boolean, boolean])[] = []
  if (from !== undefined) {
    const first = new Date(from).toISOString().slice(0, 10)
    days.push([addDays(first, -1), false, false], [first, true, false])
  }
  if (to !== undefined) {
    const next = new Date(to)
    if (to.length === 4) next.setUTCFullYear(next.getUTCFullYear() + 1)
    else if (to.length === 7) next.setUTCMonth(next.getUTCMonth() + 1)
    else next.setUTCDate(next.getUTCDate() + 1)
    const after = next.toISOString().slice(0, 10)
    days.push([addDays(after, -1), true, false], [after, true, true])
  }
  return days
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
