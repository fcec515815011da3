import { secret, token } from './fake-slack.ts'
import { sealKey } from './harness.ts'

/** One workspace by HTTP, and no office. */
export const plainConfig = (apiUrl: string) =>
  ({
    connection: { kind: 'http', signingSecret: secret },
    install: { kind: 'token', botToken: token },
    sealKey,
    offices: [],
    checkOfficeKey: () => false,
    apiUrl,
  }) as const
