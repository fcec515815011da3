import { readField, readLine } from '../../adapters/terminal/parse.ts'
import { writeAnswer } from '../../adapters/terminal/render.ts'
import type { Deed } from '../../src/index.ts'
import { type ChannelPair, describeChannel } from '../contracts/channel.ts'

/** The terminal, read back as a person would: numbers press, fields are typed one by one. */
const draw: ChannelPair['draw'] = (answer) => {
  const { text, actions } = writeAnswer(answer)
  const urls = [...text.matchAll(/https?:\/\/\S+/g)].map(([url]) => url)
  return {
    text,
    urls: urls.filter((url) => !url.startsWith('http://x.example')),
    presses: () => actions.flatMap((_, at) => readLine(String(at + 1), actions) ?? []),
    submit: (form, values) => {
      const drawn = answer.replies.find((reply) => reply.kind === 'form' && reply.form === form)
      if (drawn?.kind !== 'form') return undefined
      const typed = drawn.fields.map((field) => {
        const value = values[field.name] ?? ''
        const label = field.options.find((option) => option.value === value)?.label
        const read = readField(field, label ?? value)
        return [field.name, read.kind === 'value' ? read.value : read.kind] as const
      })
      return { kind: 'form', form, values: Object.fromEntries(typed) } satisfies Deed
    },
  }
}

describeChannel({ name: 'The terminal', draw })
