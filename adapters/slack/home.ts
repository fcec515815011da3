import type { types } from '@slack/bolt'
import type { Case, Language } from '../../src/index.ts'
import { momentOf } from '../clock.ts'
import { aside, type Block, heading, paragraphs, plain, rowsOfButtons } from './blocks.ts'
import { limits } from './limits.ts'
import type { Person } from './parse.ts'
import type { People } from './people.ts'
import type { ListTalks } from './talks.ts'
import type { Scene } from './turns.ts'
import { words } from './words.ts'

/** The App Home: what it can do, my cases, my data; and the prompts of the agent pane. */
export interface Home {
  readonly publish: (scene: Scene, person: Person) => Promise<void>
  readonly suggest: (scene: Scene, pane: Pane) => Promise<void>
}

/** `thread` belongs to the old assistant view; an agent's prompts silently fail with one. */
interface Pane {
  readonly person: Person
  readonly channel: string
  readonly thread?: string
}

interface HomeParts {
  readonly people: People
  readonly listTalks: ListTalks
}

export function createHome(parts: HomeParts): Home {
  return {
    publish: async (scene, person) => {
      const { language } = await parts.people.find(scene.client, person)
      const cases = (await parts.listTalks(person)).flatMap((talk) => talk.cases)
      const view = drawHome(language, cases.toSorted(newestFirst))
      await scene.client.views.publish({ user_id: person.user, view })
    },
    suggest: async (scene, { person, channel, thread }) => {
      const said = words[(await parts.people.find(scene.client, person)).language]
      await scene.client.assistant.threads.setSuggestedPrompts({
        channel_id: channel,
        title: said.promptsTitle,
        prompts: said.prompts
          .slice(0, limits.prompts)
          .map((prompt) => ({ title: prompt, message: prompt })),
        ...(thread === undefined ? {} : { thread_ts: thread }),
      })
    },
  }
}

const newestFirst = (a: Case, b: Case): number => (a.opened < b.opened ? 1 : -1)

export function drawHome(language: Language, cases: readonly Case[]): types.HomeView {
  const said = words[language].home
  const blocks: readonly Block[] = [
    ...heading(said.title),
    ...paragraphs(said.can),
    ...aside(said.ask),
    ...prompts(language),
    { type: 'divider' },
    ...heading(said.cases),
    ...(cases.length === 0 ? aside(said.noCases) : caseBlocks(language, cases)),
    { type: 'divider' },
    ...heading(said.data),
    ...paragraphs(said.dataNote),
    ...rowsOfButtons([homeButton(said.showData, 'my-data'), homeButton(said.forget, 'forget')]),
  ]
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) }
}

function caseBlocks(language: Language, cases: readonly Case[]): readonly Block[] {
  const lines = cases.slice(0, 20).flatMap((one) => caseLine(one, language))
  return [...lines, ...rowsOfButtons([homeButton(words[language].home.openCases, 'my-cases')])]
}

function prompts(language: Language): readonly Block[] {
  const buttons = words[language].prompts.map(
    (prompt): types.Button => ({
      type: 'button',
      action_id: 'prompt',
      text: plain(prompt, limits.label),
      value: prompt,
    }),
  )
  return rowsOfButtons(buttons)
}

/** The navigator's own presses; the answer comes in the direct messages. */
const homeButton = (label: string, press: 'my-cases' | 'my-data' | 'forget'): types.Button => ({
  type: 'button',
  action_id: 'press',
  text: plain(label, limits.label),
  value: `|${press}`,
})

function caseLine(one: Case, language: Language): readonly Block[] {
  const said = words[language].home
  const promise =
    one.state === 'waiting' ? `, ${said.promised} ${momentOf(one.promised, language)}` : ''
  return [...paragraphs(`${one.id}: ${one.need}`), ...aside(`${said.states[one.state]}${promise}`)]
}
