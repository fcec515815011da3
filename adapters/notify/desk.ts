import type { Alarms } from './alarms.ts'
import type { Mailer } from './mail.ts'
import type { NotifyParts, Patience } from './settings.ts'

/** What delivering a notice needs at hand. */
export interface Desk extends NotifyParts {
  readonly mailer: Mailer | undefined
  readonly alarms: Alarms
  readonly patience: Patience
}
