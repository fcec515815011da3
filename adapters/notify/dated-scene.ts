import type { CaseScene, Language } from '../../src/index.ts'
import type { Desk } from './desk.ts'

const longAgo = 8 * 24 * 60 * 60 * 1000

/** A letter is read when it is read: seen from last week every time is told with its day, never as "tomorrow". */
export function datedScene({ navigator }: Pick<Desk, 'navigator'>, language: Language): CaseScene {
  const scene = navigator.sceneAt(language)
  return { ...scene, at: new Date(Date.parse(scene.at) - longAgo).toISOString() }
}
