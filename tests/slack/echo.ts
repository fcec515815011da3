import { once } from 'node:events'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { secret, token } from './fake-slack.ts'

/** What the bench compares with: Bolt and nothing else, answering in the thread. `echo.ts <folder> <api url>`. */
const [, apiUrl = ''] = process.argv.slice(2)
await once(process.stdin, 'data')

const receiver = new HTTPReceiver({ signingSecret: secret, logLevel: LogLevel.ERROR })
const app = new App({
  receiver,
  token,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: apiUrl },
})
app.message(async ({ message, client }) => {
  if (message.subtype !== undefined) return
  await client.chat.postMessage({
    channel: message.channel,
    thread_ts: message.thread_ts ?? message.ts,
    text: `Svar på: ${message.text ?? ''}`,
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: `Svar på: ${message.text ?? ''}` } },
    ],
  })
})
const server = await app.start({ port: 0, host: '127.0.0.1' })
const address = server.address()
const port = typeof address === 'object' && address !== null ? address.port : 0
process.stdout.write(`http://127.0.0.1:${port}\n`)
