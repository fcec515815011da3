/** Whole words: none of them is found inside another. */
export const wordOf = (words: string): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, 'u')

const awayWords =
  '\\p{L}*semester(?:n|ledig)?|\\p{L}*ledig(?:a|t|het|heten)?|frånvaro|frånvaron|borta|sjuk|sjuka|sjukskriven|frånvarande|' +
  'tjänsteresa|vab|vabbar|vabb|stängt|stängd|stänger|konferens|bortrest|bortresta|' +
  'vacation|holiday|holidays|absence|away|off|leave|sick|ill|out of office|closed|travelling|absent'
export const away = wordOf(awayWords)
/** Words that mean being away only beside a day. */
export const elsewhere = wordOf(
  'kurs|utbildning|mässa|studieresa|studiebesök|resa|resande|möte|out|course|training|trade fair|trip',
)
/** Ill without a day is ill today. */
export const ill = wordOf('sjuk|sjuka|vab|vabbar|vabb|sick|ill')
export const covering = wordOf(
  'tar(?! (?:ut )?(?:semester|ledigt))|tas|täcker|ersätter|ersätts|ersättare|hoppar in|sköter|svarar|vikarierar|vikarie|skicka|skickas|går till|' +
    'ta våra|ta mina|i stället|istället|' +
    '(?:cases|ärenden|ärendena)(?: go)? (?:to|till)|covers?|covering|takes?(?! (?:leave|time|a |the ))|stands? in|handles?|handled|stand-in|send|goes? to|instead',
)
export const back = wordOf('tillbaka|åter|återkommer|back|return(?:s|ing)?')
export const backFrom = wordOf(
  `(?:tillbaka|åter|back|returned)(?: nu| now)? (?:från|from) (?:${awayWords}|my|our|the|min|vår)`,
)
/** "Vem är borta?", "when are we away?": a question tells nothing, and sets nothing. */
export const asking =
  /^(?:hej,? )?(?:vem|vilka|vilket|när|hur|who|whos|who's|which|when|how)(?![\p{L}])|\?\s*$/u
/** "Ingen på plats" is away, though it says no. */
export const nobodyHere = new RegExp(
  wordOf(
    '(?:ingen|inte|ej|nobody|no one|not) (?:är |is )?(?:på plats|på kontoret|inne|här|in|here|at the office)',
  ).source,
  'gu',
)
const no = "inte|ej|ingen|inga|aldrig|not|no|never|isn't|aren't"
const tells = /^(?:we are|we're|i am|i'm|on|(?:(?:vi|jag) )?(?:är|har)) /u
const asksWho = /^(?:(?:vem|vilka) är|who(?:'s| is| are)) /u
const begins = (words: string): boolean =>
  [away, back].some((known) => known.exec(words)?.index === 0)
/** Begins with being away or back, or asks who is: what an office says of itself, also where other things are asked. */
export function isAboutAbsence(text: string): boolean {
  const said = text.normalize('NFC').trim().toLowerCase()
  if (asksWho.test(said)) return begins(said.replace(asksWho, ''))
  return !said.endsWith('?') && begins(said.replace(tells, ''))
}
/** "Inte borta", "ta bort semestern". */
export const calledOff = wordOf(
  `(?:${no}) (?:\\p{L}+ ){0,3}(?:${awayWords})|ta bort|avboka|avbokad|inställd|inställt|ställ in|ställer in|stryk|cancel|cancelled|called off|call off|delete|remove`,
)
/** "Malå tar inte våra" names nobody. */
export const notCovering = wordOf(
  "(?:tar|täcker|svarar|takes?|covers?) (?:inte|ej|not)|(?:inte|not|won't|can't) (?:ta|täcka|svara|take|cover)",
)
