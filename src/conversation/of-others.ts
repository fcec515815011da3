import type { Conversation } from './conversation.ts'
import type { Understood } from './understand.ts'

/** What is true of a person, not of a firm. */
const personal = ['owner_age', 'unemployed']
const ofSelf =
  /(?<!\p{L})(?:jag (?:är|blev|blir|var|har|går)|(?:är|har|blev) jag|själv|i(?:'m|’m| am| was| have|'ve|’ve| got| became)|im)(?!\p{L})/iu
const ofMany = /(?<!\p{L})(?:de|dom|dem|they|them|those) (?:som|who|that)(?!\p{L})/iu

/** "Han är över 55 och arbetslös", "19 år" of who is to be hired: told of others, and nothing of who writes. */
export function dropOthers({ facts, stage }: Conversation, heard: Understood): Understood {
  const told = personal.filter((fact) => fact in heard.facts)
  if (told.length === 0 || ofSelf.test(heard.text)) return heard
  const isAsked = stage.kind === 'asked' && told.includes(stage.fact)
  const hires = (heard.facts.hiring ?? facts.hiring) === true
  if (isAsked || !(hires || ofMany.test(heard.text))) return heard
  const own = (all: Understood['facts']) => ({
    ...Object.fromEntries(Object.entries(all).filter(([fact]) => !told.includes(fact))),
    ...(hires ? { hiring: true } : {}),
  })
  return { ...heard, facts: own(heard.facts), factsBesideNames: own(heard.factsBesideNames) }
}
