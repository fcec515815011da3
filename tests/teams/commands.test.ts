import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCommand } from '../../adapters/teams/command.ts'
import { readPlace } from '../../adapters/teams/parse.ts'
import { createPerson } from '../conversations/person.ts'
import { createWorld, knowledge, type World } from '../navigator/setting.ts'
import { inChannel } from './set-up.ts'

const folder = new URL('../../adapters/teams/manifest/', import.meta.url)
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const english = read('en.json')
const [personal, shared] = read('manifest.json').bots[0].commandLists

/** A command list as both languages show it. */
function titlesIn(list: { commands: readonly { title: string }[] }, at: number) {
  return list.commands.map(({ title }, no) => ({
    sv: title,
    en: String(english[`bots[0].commandLists[${at}].commands[${no}].title`]),
  }))
}

/** What each is answered with, in the order of the menu. */
const answered = {
  sv: [
    'Du kan till exempel',
    'Vi börjar om.',
    'Du har inga ärenden.',
    'Vilken kommuns näringslivskontor',
    '== Det här har jag om dig',
    'Vill du att jag raderar samtalet',
    'Let us speak English.',
  ],
  en: [
    'You can for example',
    'Let us start over.',
    'You have no cases.',
    "Which municipality's business office",
    '== This is what I have about you',
    'Do you want me to erase the conversation',
    'Då pratar vi svenska.',
  ],
}

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test.each(['sv', 'en'] as const)(
  'every command of the menu in a private chat is understood by who has just come: %s',
  async (language) => {
    for (const [no, titles] of titlesIn(personal, 0).entries()) {
      const talk = { talk: 'menu', as_of: '2026-11-23', language, turns: [] }
      const { text } = await createPerson(world.store, knowledge, talk).do({
        say: titles[language],
      })
      expect(text.slice(0, 60)).toContain(answered[language][no])
    }
  },
)

test('those of a channel are an office’s, in both languages', () => {
  const place = readPlace(inChannel({ bot: { url: 'http://127.0.0.1' } } as never, {}) as never)
  const offices = [{ id: 'mala', name: 'Malå' }]
  const read = (text: string) => readCommand(text, { place, offices })?.kind
  const [, link, unlink, words] = titlesIn(shared, 1)
  expect([link, words].map((one) => [read(`${one?.sv} Malå`), read(`${one?.en} Malå`)])).toEqual([
    ['link', 'link'],
    ['words', 'words'],
  ])
  expect([read(String(unlink?.sv)), read(String(unlink?.en))]).toEqual(['unlink', 'unlink'])
})
