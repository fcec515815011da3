import { readFileSync } from 'node:fs'
import type { webApi } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { botScopes } from '../../adapters/slack/scopes.ts'
import { words } from '../../adapters/slack/words.ts'

type Manifest = webApi.AppsManifestCreateArguments['manifest']

const path = new URL('../../adapters/slack/manifest.yaml', import.meta.url)
const written = readFileSync(path, 'utf8')
const asHttp = written
  .replaceAll('# http: ', '')
  .replace('socket_mode_enabled: true', 'socket_mode_enabled: false')

const url = z.url({ protocol: /^https$/ })
const prompts = z
  .array(z.strictObject({ title: z.string().max(75), message: z.string().max(300) }))
  .max(4)

/** The manifest reference's rules (docs.slack.dev/reference/app-manifest); strict, so that a misspelt key is told. */
const rules = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(1) }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    agent_view: z.strictObject({
      agent_description: z.string().max(300),
      suggested_prompts: prompts,
    }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z-]{1,31}$/),
          url: url.optional(),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(url).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: url.optional(),
      bot_events: z.array(z.string()).max(100),
    }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: url.optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
})

const listening = readFileSync(new URL('../../adapters/slack/listen.ts', import.meta.url), 'utf8')

describe('the manifest', () => {
  test.each([
    ['Socket Mode', written],
    ['HTTP', asHttp],
  ])('keeps the rules of the reference, as %s', (_, text) => {
    const manifest: Manifest = parse(text)
    expect(rules.safeParse(manifest).error?.issues).toBeUndefined()
  })

  test('over HTTP every part has its address', () => {
    const manifest = rules.parse(parse(asHttp))
    const { event_subscriptions, interactivity } = manifest.settings
    const addresses = [
      event_subscriptions.request_url,
      interactivity.request_url,
      manifest.features.slash_commands[0]?.url,
    ]
    expect(addresses).toEqual(new Array(3).fill('https://lotsen.example/slack/events'))
    expect(manifest.oauth_config.redirect_urls).toEqual([
      'https://lotsen.example/slack/oauth_redirect',
    ])
  })

  const manifest = rules.parse(parse(written))

  test('asks for the scopes the code asks for, each once', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual([...botScopes].sort())
  })

  test('subscribes to what is listened to, and nothing else', () => {
    const listened = [...listening.matchAll(/case '([a-z_]+)':/g)].map((found) => found[1] ?? '')
    const subscribed = manifest.settings.event_subscriptions.bot_events.map((event) =>
      event.replace(/^message\.im$/, 'message'),
    )
    // The old assistant pane: only apps that have it may subscribe.
    expect(subscribed.sort()).toEqual(
      listened.filter((event) => event !== 'assistant_thread_started').sort(),
    )
  })

  test('has the command, the shortcut and the prompts of the code', () => {
    expect(listening).toContain(`app.shortcut('${manifest.features.shortcuts[0]?.callback_id}'`)
    expect(manifest.features.slash_commands.map((one) => one.command)).toEqual(['/lots'])
    expect(manifest.features.agent_view.suggested_prompts.map((one) => one.message)).toEqual(
      words.sv.prompts,
    )
  })
})
