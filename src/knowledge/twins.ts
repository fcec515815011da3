/** The same for the two counties' own of a kind: `region-norrbotten-ris` and `region-vasterbotten-ris`. */
export function withoutCounty(offering: string): string {
  return offering.replace(/-(vasterbotten|norrbotten)(?=-|$)/, '')
}
