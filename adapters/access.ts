import type { CaseCard, Navigator, Officer } from '../src/index.ts'
import { isEveryone } from './everyone.ts'
import { noteAccess } from './postgres/access-log.ts'
import type { Database } from './postgres/database.ts'

/** The navigator, noting who opened which case: whoever was shown the need or the contact details, and not only its number. */
export function noteAccesses(navigator: Navigator, { pool }: Pick<Database, 'pool'>): Navigator {
  const note = async (card: CaseCard | undefined, viewer: Officer): Promise<void> => {
    const opened = card !== undefined && (card.need !== '' || card.contact.length > 0)
    if (!opened || isEveryone(viewer)) return
    await noteAccess(pool, { case: card.case, officer: viewer.id, office: viewer.office })
  }
  return {
    ...navigator,
    drawCase: async (id, viewer, language) => {
      const card = await navigator.drawCase(id, viewer, language)
      await note(card, viewer)
      return card
    },
    act: async (press) => {
      const answer = await navigator.act(press)
      await note(answer.card, press.officer)
      return answer
    },
  }
}
