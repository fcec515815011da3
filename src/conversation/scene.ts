import type { Language } from '../chat.ts'
import { createSay } from './say.ts'
import type { Scene } from './step.ts'

export function setScene(input: Omit<Scene, 'language' | 'say'>, language: Language): Scene {
  const { knowledge, now, day, cases, absences } = input
  const conversation = { ...input.conversation, language }
  return {
    knowledge,
    conversation,
    language,
    say: createSay(knowledge.messages, language),
    now,
    day,
    cases,
    absences,
  }
}
