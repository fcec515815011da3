import { createCards } from './cards.ts'
import { createConnection } from './connection.ts'
import { createDirects } from './directs.ts'
import { createForms } from './forms.ts'
import { createInbox } from './inbox.ts'
import {
  createAuthorize,
  createClientFor,
  createClientOptions,
  createInstallations,
} from './install.ts'
import { createOutbox } from './outbox.ts'
import { createPeople } from './people.ts'
import { createSeal } from './seal.ts'
import { type SlackParts, systemClock } from './settings.ts'
import { createSpeaker } from './speak.ts'
import { createListTalks } from './talks.ts'

export type Assembled = ReturnType<typeof assemble>

/** Everything made once, in the order it is needed. */
export function assemble(given: SlackParts) {
  const { config, memory, log } = given
  const clock = given.clock ?? systemClock
  const seal = createSeal(config.sealKey)
  const installations = createInstallations(memory, seal)
  const clientOptions = createClientOptions(config.apiUrl, log)
  const connection = createConnection({ config, installations, clientOptions, log, clock })
  const authorize = createAuthorize({ config, clientOptions, installer: connection.web?.installer })
  const isInstalled = config.install.kind === 'token' ? async () => true : installations.has
  const clientFor = createClientFor({ authorize, options: clientOptions, isInstalled })
  const inbox = createInbox({ memory, seal, clock })
  const outbox = createOutbox({ memory, clock })
  const people = createPeople(memory)
  const listTalks = createListTalks({ people, store: given.store })
  const directs = createDirects(memory)
  const forms = createForms(memory, seal, clock)
  const speaker = createSpeaker({ outbox, directs, log })
  const cards = createCards({ ...given, outbox, clientFor })
  const kept = { inbox, installations, people, listTalks, directs, forms }
  const spoken = { outbox, speaker, cards, clientFor }
  return { ...given, ...kept, ...spoken, clock, connection, authorize, clientOptions }
}
