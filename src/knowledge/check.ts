import { findAged } from './check-age.ts'
import { checkExamples, findUnfound } from './check-examples.ts'
import { checkFacts } from './check-facts.ts'
import { checkFigures } from './check-figures.ts'
import { createBlame } from './check-lines.ts'
import { checkOffices } from './check-offices.ts'
import { checkPlaces } from './check-places.ts'
import { checkReferences } from './check-references.ts'
import { checkTexts, findUnsaid, type UsedTexts } from './check-texts.ts'
import type { Knowledge, Problem } from './knowledge.ts'
import type { SourceFile } from './read-yaml.ts'

/** What an editor should mend (`errors`) or look at (`warnings`). */
export interface Checked {
  readonly errors: readonly Problem[]
  readonly warnings: readonly Problem[]
}

interface Checking {
  readonly knowledge: Knowledge
  /** The files it was loaded from, for the lines. */
  readonly files: readonly SourceFile[]
  /** "YYYY-MM-DD": what is open, closed or stale is judged on it. */
  readonly day: string
  readonly used?: UsedTexts
}

/** Everything that a schema cannot see. */
export function checkKnowledge({ knowledge, files, day, used }: Checking): Checked {
  const blame = createBlame(files)
  return {
    errors: [
      ...checkReferences(knowledge, blame),
      ...checkFacts(knowledge, blame),
      ...checkFigures(knowledge, blame),
      ...checkTexts(files, blame, used),
      ...checkOffices(knowledge, day, blame),
      ...checkPlaces(knowledge, files, blame),
      ...checkExamples({ knowledge, day, blame }),
    ],
    warnings: [
      ...findUnfound({ knowledge, day, blame }),
      ...(used === undefined ? [] : findUnsaid(files, blame, used)),
      ...findAged(knowledge, day, blame),
    ],
  }
}
