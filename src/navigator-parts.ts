import type { Absence, Case, Instant } from './cases/case.ts'
import { describeMoved, describeRefusal, describeStale } from './cases/history.ts'
import type { Moved } from './cases/moves.ts'
import type { Region } from './cases/offices.ts'
import type { Scene as CaseScene } from './cases/scene.ts'
import { type CaseSettings, defaultSettings } from './cases/settings.ts'
import { createSay } from './conversation/say.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import type { Outside, Store, Transaction } from './ports.ts'

/** What both halves of the navigator, the company's and the office's, work with. */
export interface NavigatorParts {
  readonly store: Store
  readonly outside: Outside
  readonly knowledge: () => Knowledge
  readonly settings?: CaseSettings
}

export function sceneFor(knowledge: Knowledge, at: Instant, language: Case['language']): CaseScene {
  const linkTo = (id: string) => {
    const offering = knowledge.offerings.get(id)
    return offering?.apply_url ?? offering?.source.url ?? ''
  }
  return {
    language,
    say: createSay(knowledge.messages, language),
    offices: knowledge.offices,
    at,
    linkTo,
  }
}

export function regionOf(
  { knowledge, settings = defaultSettings }: NavigatorParts,
  absences: readonly Absence[],
  load: Region['load'] = {},
): Region {
  return { offices: knowledge().offices, absences, settings, load }
}

export async function save(tx: Transaction, moved: Moved): Promise<void> {
  if (moved.kind !== 'moved' || moved.events.length === 0) return
  await tx.saveCase({ case: moved.case, events: moved.events, notices: moved.notices })
}

export function describe(moved: Moved, scene: CaseScene): string {
  switch (moved.kind) {
    case 'moved':
      return describeMoved(moved, scene)
    case 'stale':
      return describeStale(moved, scene)
    case 'refused':
      return describeRefusal(moved, scene)
  }
}
