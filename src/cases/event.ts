import type { Actor, CaseAction, Instant, Officer } from './case.ts'

/** One line of a case's history. One move is one event; `version` is the version it made. */
export interface CaseEvent {
  readonly case: string
  readonly version: number
  readonly at: Instant
  /** An officer's id, `company` or `system`. */
  readonly by: string
  readonly what: CaseAction
  /** What the move needs to be played again; the officer stands in `by_name`, `by_office`, `by_title`. */
  readonly values: Readonly<Record<string, string>>
}

export function actorId(actor: Actor): string {
  return actor.kind === 'officer' ? actor.officer.id : actor.kind
}

export function actorName(actor: Actor): string {
  return actor.kind === 'officer' ? actor.officer.name : actor.kind
}

export function writeActor(actor: Actor): Readonly<Record<string, string>> {
  if (actor.kind !== 'officer') return {}
  const { name, office, title } = actor.officer
  return { by_name: name, by_office: office, ...(title === undefined ? {} : { by_title: title }) }
}

export function actorOf(event: CaseEvent): Actor {
  if (event.by === 'company' || event.by === 'system') return { kind: event.by }
  const { by_name = '', by_office = '', by_title } = event.values
  const officer: Officer = { id: event.by, name: by_name, office: by_office }
  return {
    kind: 'officer',
    officer: by_title === undefined ? officer : { ...officer, title: by_title },
  }
}
