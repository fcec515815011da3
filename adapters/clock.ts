const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day in Stockholm at an instant, "YYYY-MM-DD". */
export function dayOf(instant: string): string {
  return stockholm.format(new Date(instant))
}
