import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import vm from 'node:vm'

/** Microsoft's own parser; its modules do not resolve in Node, so its browser bundle is run in a context of its own. */
const bundle = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.js')

interface Library {
  readonly SerializationContext: new (
    version?: unknown,
  ) => {
    readonly eventCount: number
    readonly getEventAt: (at: number) => { readonly message: string }
  }
  readonly AdaptiveCard: new () => {
    readonly parse: (card: unknown, context: unknown) => void
    readonly validateProperties: () => {
      readonly validationEvents: readonly { readonly message: string }[]
    }
  }
  readonly Versions: { readonly v1_5: unknown }
}

let library: Library | undefined

function load(): Library {
  if (library !== undefined) return library
  const context = vm.createContext({ console: { log: () => {}, warn: () => {}, error: () => {} } })
  vm.runInContext(
    `var self = globalThis, window = globalThis;\n${readFileSync(bundle, 'utf8')}`,
    context,
  )
  library = (context as { AdaptiveCards: Library }).AdaptiveCards
  return library
}

/** What Microsoft's parser has to say against a card. */
export function parseCard(card: unknown): readonly string[] {
  const { AdaptiveCard, SerializationContext, Versions } = load()
  const context = new SerializationContext(Versions.v1_5)
  const parsed = new AdaptiveCard()
  parsed.parse(JSON.parse(JSON.stringify(card)), context)
  const said = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)
  // Its pattern for `lang` remembers where it stopped, so it refuses every second language.
  const heard = said.filter(
    (message) => !/^Invalid value "(sv|en)" for property "lang"/.test(message),
  )
  return [...heard, ...parsed.validateProperties().validationEvents.map((event) => event.message)]
}
