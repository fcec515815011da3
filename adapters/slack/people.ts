import { z } from 'zod'
import type { Address, Language } from '../../src/index.ts'
import type { ChannelMemory } from '../channel.ts'
import type { Client } from './outbox.ts'
import { type Person, personId } from './parse.ts'
import { conversationAt } from './places.ts'
import { createRecent } from './recent.ts'

/** What we remember of a person between messages: the profile's language, the one last used, a name for an office's log. */
const profileShape = z.object({
  locale: z.enum(['sv', 'en', 'unknown']),
  language: z.enum(['sv', 'en']),
  name: z.string(),
})
type Profile = z.infer<typeof profileShape>

export interface People {
  /** From memory, else from the Slack profile; never fails. */
  readonly find: (client: Client, person: Person) => Promise<Profile>
  readonly keepLanguage: (person: Person, language: Language) => Promise<void>
  /** Notes that the person has a talk at this address, for "my cases" and for forgetting. */
  readonly keepTalk: (person: Person, address: Address) => Promise<void>
  readonly listTalks: (person: Person) => Promise<readonly string[]>
  /** The talk was forgotten; with the last one the person is too. */
  readonly dropTalk: (person: Person, talk: string) => Promise<'forgotten' | 'known'>
}

const channel = 'slack'

export function createPeople(memory: ChannelMemory): People {
  const known = createRecent<Profile>(5000)
  const talks = createRecent<true>(5000)
  const keep = async (person: Person, profile: Profile): Promise<void> => {
    known.keep(personId(person), profile)
    await memory.save(channel, `person:${personId(person)}`, profile)
  }
  const recall = async (person: Person): Promise<Profile | undefined> => {
    const cached = known.find(personId(person))
    if (cached !== undefined) return cached
    const read = profileShape.safeParse(await memory.find(channel, `person:${personId(person)}`))
    if (read.success) known.keep(personId(person), read.data)
    return read.success ? read.data : undefined
  }
  const listTalks = async (person: Person): Promise<readonly string[]> => {
    const found = await memory.list(channel, `talk:${personId(person)}/`)
    return found.map(({ id }) => id.slice(id.indexOf('/') + 1))
  }
  return {
    find: async (client, person) => {
      const old = await recall(person)
      if (old !== undefined) return old
      const { profile, kind } = await askProfile(client, person)
      if (kind === 'told') await keep(person, profile)
      return profile
    },
    keepLanguage: async (person, language) => {
      const old = await recall(person)
      if (old !== undefined && old.language !== language) await keep(person, { ...old, language })
    },
    keepTalk: async (person, address) => {
      const id = `talk:${personId(person)}/${conversationAt(address)}`
      if (talks.find(id) === true) return
      await memory.save(channel, id, {})
      talks.keep(id, true)
    },
    listTalks,
    dropTalk: async (person, talk) => {
      const id = `talk:${personId(person)}/${talk}`
      talks.drop(id)
      await memory.drop(channel, id)
      if ((await listTalks(person)).length > 0) return 'known'
      known.drop(personId(person))
      await memory.drop(channel, `person:${personId(person)}`)
      return 'forgotten'
    },
  }
}

/** `told` only when Slack answered: a refusal today (a scope, a rate limit) is not remembered. */
async function askProfile(
  client: Client,
  person: Person,
): Promise<{ readonly kind: 'told' | 'unknown'; readonly profile: Profile }> {
  try {
    const { user } = await client.users.info({ user: person.user, include_locale: true })
    const locale = localeOf(user?.locale)
    const name = user?.profile?.real_name ?? user?.real_name ?? user?.name ?? ''
    return { kind: 'told', profile: { locale, language: locale === 'en' ? 'en' : 'sv', name } }
  } catch {
    return { kind: 'unknown', profile: { locale: 'unknown', language: 'sv', name: '' } }
  }
}

function localeOf(locale: string | undefined): Profile['locale'] {
  const language = (locale ?? '').slice(0, 2).toLowerCase()
  return language === 'sv' || language === 'en' ? language : 'unknown'
}
