import { readTarget } from '../../adapters/slack/blocks.ts'
import { formView } from '../../adapters/slack/forms.ts'
import { readValues } from '../../adapters/slack/modal.ts'
import { readTouch } from '../../adapters/slack/parse.ts'
import { render } from '../../adapters/slack/render.ts'
import type { Answer } from '../../src/index.ts'
import {
  type ChannelPair,
  describeChannel,
  describeHostility,
  type Said,
} from '../contracts/channel.ts'
import { buttonsOf, pressOn, readable, submissionOf } from './harness.ts'
import type { Json } from './json.ts'

const place = {
  kind: 'direct',
  workspace: 'T1',
  person: { team: 'T1', user: 'U1' },
  scope: '',
  channel: 'DU1',
} as const

function draw(answer: Answer): ReturnType<ChannelPair['draw']> {
  const blocks = render(answer, '').flatMap((message) => [...message.blocks])
  const forms = answer.replies.filter((reply) => reply.kind === 'form')
  const views = forms.map((form) => ({
    form: form.form,
    view: formView({ place, form, opened: 'button', language: 'sv' }),
  }))
  const buttons = buttonsOf(blocks)
  return {
    text: readable([...blocks, ...views.map(({ view }) => view)]),
    urls: buttons.flatMap((button) => (button.url === undefined ? [] : [button.url])),
    presses: () => buttons.filter((button) => button.action_id.startsWith('press')).map(pressed),
    submit: (form, values) => {
      const view = views.find((one) => one.form === form)?.view
      if (view === undefined) return undefined
      const sent = submissionOf(view, { ...values })
      return { kind: 'form', form, values: readValues(sent.view) }
    },
  }
}

/** Through a real block_actions payload and the adapter's own reading of it. */
function pressed(button: Json): Said {
  const touch = readTouch(pressOn(button))
  return { kind: 'press', press: readTarget(touch?.value ?? '').id }
}

const slack: ChannelPair = { name: 'Slack', draw }
describeChannel(slack)
describeHostility(slack, { runs: 60, presses: 'read' })
