import type { Look, Part } from './elements.ts'

export type Card = Readonly<Record<string, unknown>>

/** Well under Teams' limit, with room for the message around it. */
export const largest = 24_000

export function createCard(
  body: readonly Part[],
  of: { readonly look: Look; readonly plain: string; readonly more?: Part },
): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: of.look.language,
    fallbackText: of.plain || 'Lotsen',
    speak: of.plain || 'Lotsen',
    body,
    ...of.more,
  }
}

/** As Teams counts it, or larger. */
export function sizeOf(part: unknown): number {
  return Buffer.byteLength(JSON.stringify(part))
}

const scales = [1, 0.6, 0.35, 0.2, 0.1, 0.05, 0.02, 0.01] as const

/** Draws ever shorter until the drawing is small enough; the shortest is small whatever it shows. */
export function fit<T>(draw: (scale: number) => T, room: number): T {
  for (const scale of scales) {
    const drawn = draw(scale)
    if (sizeOf(drawn) <= room) return drawn
  }
  return draw(0)
}
