import type { Case, Store } from '../../src/index.ts'
import type { Person } from './parse.ts'
import type { People } from './people.ts'
import { scopeOf } from './places.ts'

/** One of a person's talks, in private or in a channel's thread, and the cases handed over in it. */
export interface Talk {
  readonly scope: string
  readonly cases: readonly Case[]
}

export type ListTalks = (person: Person) => Promise<readonly Talk[]>

interface TalksParts {
  readonly people: Pick<People, 'listTalks'>
  readonly store: Pick<Store, 'findConversation' | 'findCase'>
}

export const createListTalks =
  ({ people, store }: TalksParts): ListTalks =>
  async (person) => {
    const ids = await people.listTalks(person)
    return Promise.all(
      ids.map(async (id) => ({ scope: scopeOf(person, id), cases: await casesOf(store, id) })),
    )
  }

async function casesOf(store: TalksParts['store'], id: string): Promise<readonly Case[]> {
  const conversation = await store.findConversation(id)
  const cases = await Promise.all((conversation?.cases ?? []).map((one) => store.findCase(one)))
  return cases.flatMap((one) => (one === undefined ? [] : [one]))
}
