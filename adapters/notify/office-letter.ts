import type { CaseCard, OfficeId } from '../../src/index.ts'
import type { Letter } from './letter.ts'
import type { NotifyParts } from './settings.ts'

export interface OfficeNews {
  readonly office: OfficeId
  /** Which of the subjects in `knowledge/texts/notify.*.yaml`. */
  readonly subject: string
  /** The notice in one sentence. */
  readonly headline: string
  readonly card: CaseCard
  /** The whole card, or only a line such as stands under it: a company's reply, say. */
  readonly extent: 'card' | 'line'
}

/** Opens the case page; pressing there acts. Mail scanners follow links, so a link never does. */
export function casePage(publicUrl: string, office: OfficeId, id: string): string {
  return `${publicUrl}/office/${encodeURIComponent(office)}/case/${encodeURIComponent(id)}`
}

/** Without contact: that is on the case page, for the office that took it. */
export function letterToOffice({ navigator, publicUrl }: NotifyParts, news: OfficeNews): Letter {
  const { office, subject, headline, card, extent } = news
  const { say } = navigator.sceneAt(card.language)
  const whole = extent === 'card'
  const offerings = card.offerings.map(({ label }) => label).join(', ')
  const listed = offerings === '' ? [] : [{ label: say('notify.offerings'), value: offerings }]
  return {
    language: card.language,
    subject: say(`notify.subject.${subject}`, { case: card.case, title: card.title }),
    heading: card.title,
    paragraphs: whole
      ? [headline, card.need, card.state.label].filter((text) => text !== '')
      : [headline],
    rows: whole ? [...card.rows, ...listed] : [],
    link: { label: say('notify.open-case'), url: casePage(publicUrl, office, card.case) },
    footer: say('notify.footer.office'),
  }
}
