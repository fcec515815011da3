import { createInterface } from 'node:readline'
import type { Terminal } from './converse.ts'

/**
 * The terminal, line by line. Lines are taken from readline's iterator: a question left open at Ctrl-D would never be
 * answered, and lines that are piped in faster than they are asked for would be lost.
 */
export function openTerminal(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Terminal & { readonly close: () => void } {
  const reader = createInterface({
    input,
    output,
    terminal: 'isTTY' in input && input.isTTY === true,
  })
  const lines = reader[Symbol.asyncIterator]()
  let prompt = ''
  const write = (text: string): void => {
    output.write(prompt === '' ? text : `\n${text}${prompt}`)
  }
  return {
    ask: async (asked) => {
      const [last = '', ...before] = asked.split('\n').reverse()
      if (before.length > 0) output.write(`${before.reverse().join('\n')}\n`)
      prompt = last
      reader.setPrompt(last)
      reader.prompt()
      const line = await lines.next()
      prompt = ''
      return line.done === true ? undefined : line.value
    },
    write,
    close: () => reader.close(),
  }
}
