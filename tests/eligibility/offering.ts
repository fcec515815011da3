import type { Offering } from '../../src/knowledge/knowledge.ts'

/** An offering of which only what matters is said. */
export function makeOffering(of: Partial<Offering>): Offering {
  return {
    id: 'one',
    name: { sv: 'Ett stöd', en: 'A grant' },
    provider: 'almi',
    kind: 'grant',
    themes: ['investment'],
    summary: { sv: 'Ett stöd.', en: 'A grant.' },
    open: { status: 'open' },
    area: 'sweden',
    asked_as: { sv: ['stöd'], en: ['grant'] },
    source: { url: 'https://example.org', checked: '2026-11-23', confidence: 'high' },
    examples: [{ asked: 'stöd' }],
    ...of,
  }
}
