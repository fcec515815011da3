import type { Call, Message } from './fake-slack.ts'
import { buttonsOf, readable, until, type World } from './harness.ts'
import type { Json } from './json.ts'

/** Looks at the fake Slack as its people would, waiting for what must come. */
export const watch = (world: () => World) => ({
  message: (find: (one: Message) => boolean) =>
    until('a message', () => world().fake.messages.find(find)),
  called: (method: string, at = 0): Promise<Call> =>
    until(method, () => world().fake.callsOf(method)[at]),
  /** What only one person sees. */
  whispered: (at = 0): Promise<Json> => until('a whisper', () => world().fake.responses[at]),
})

export function button(blocks: Json[], label: string): Json {
  const found = buttonsOf(blocks).find((one) => one.text.text === label)
  if (found === undefined) throw new Error(`no button "${label}" in\n${readable(blocks)}`)
  return found
}
