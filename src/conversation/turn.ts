import type { Case, Instant } from '../cases/case.ts'
import type { Incoming } from '../chat.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Absence } from '../ports.ts'
import type { Conversation } from './conversation.ts'
import { keepDraft, readForm } from './handoff.ts'
import { handoffForm } from './handoff-form.ts'
import { hear } from './hear.ts'
import { readPress } from './press.ts'
import { pressed } from './pressed.ts'
import { setScene } from './scene.ts'
import { welcome } from './smalltalk.ts'
import type { Scene, Step } from './step.ts'

export interface TurnInput {
  readonly knowledge: Knowledge
  readonly conversation: Conversation
  readonly incoming: Incoming
  readonly now: Instant
  /** The day in Stockholm, "YYYY-MM-DD". */
  readonly day: string
  readonly cases: readonly Case[]
  readonly absences: readonly Absence[]
}

/** One thing a person did -> the conversation after it, what to say and what to do. Same arguments, same turn. */
export function turn(input: TurnInput): Step {
  const conversation: Conversation = {
    ...input.conversation,
    turns: input.conversation.turns + 1,
    last: input.now,
  }
  const scene = setScene({ ...input, conversation }, conversation.language)
  return keepDraft(scene, take(scene, input.incoming))
}

function take(scene: Scene, incoming: Incoming): Step {
  switch (incoming.kind) {
    case 'open':
      return welcome(scene)
    case 'message':
      return hear(scene, incoming.text)
    case 'form':
      return incoming.form === handoffForm ? readForm(scene, incoming.values) : welcome(scene)
    case 'press': {
      const press = readPress(incoming.press)
      if (press === undefined) return welcome(scene)
      return press.kind === 'ask' ? hear(scene, press.text) : pressed(scene, press)
    }
  }
}
