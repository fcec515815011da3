/** The door: adapters may import this and `editing.ts`, nothing else of `src`. */

export { type FoundActivities, findActivities, type Wanted } from './activities/find.ts'
export { type Days, readPeriod } from './activities/period.ts'
export type { Activities, Activity } from './activities/schema.ts'
export { replayCase } from './cases/apply.ts'
export { drawCase as drawCard } from './cases/card.ts'
export type {
  Case,
  CaseOffering,
  CaseState,
  Contact,
  DeclineReason,
  Instant,
  OfficeId,
  Officer,
  Outcome,
} from './cases/case.ts'
export { signs } from './cases/case-number.ts'
export { checkCoverage } from './cases/coverage.ts'
export type { CaseEvent } from './cases/moves.ts'
export type { Notice } from './cases/notice.ts'
export { still } from './cases/notice.ts'
export { drawNotice, noticeInWords } from './cases/notice-words.ts'
export { shortName } from './cases/offices.ts'
export { officeName, type Scene as CaseScene } from './cases/scene.ts'
export { type CaseSettings, defaultSettings } from './cases/settings.ts'
export type {
  Action,
  Address,
  Answer,
  CaseButton,
  CaseCard,
  Channel,
  Deed,
  Field,
  Incoming,
  Language,
  Link,
  OfferingCard,
  OpenStatus,
  Reply,
  Row,
} from './chat.ts'
export type { Conversation, Facts } from './conversation/conversation.ts'
export { type Played, playTurns, replayTurn } from './conversation/play.ts'
export { createSay } from './conversation/say.ts'
export type { Intent, Trace } from './conversation/step.ts'
export { assess } from './eligibility/assess.ts'
export type { Knowledge, Offering, Problem } from './knowledge/knowledge.ts'
export { loadKnowledge, type Recall } from './knowledge/load.ts'
export type { Reading } from './knowledge/read-source.ts'
export type { SourceFile } from './knowledge/read-yaml.ts'
export type { CaseAnswer, CasePress, Navigator } from './navigator.ts'
export { conversationIdOf, createNavigator, type NavigatorParts } from './navigator.ts'
export type {
  Absence,
  CaseFilter,
  Change,
  Message,
  Outside,
  Route,
  Store,
  Transaction,
  TurnRecord,
} from './ports.ts'
export { buildReport, type Period, type Report, type Sources } from './report/report.ts'
export type { Cell, Section, SectionRow, Written } from './report/section.ts'
export { type Asked, readAsked } from './report/unmet.ts'
export { writeReport } from './report/write-report.ts'
