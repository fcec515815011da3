import { messageKinds } from './kinds.ts'

/** The files that must be there. */
export const filePaths = [
  'providers.yaml',
  'facts.yaml',
  'glossary.yaml',
  'offices.yaml',
  'places.yaml',
  'synonyms.yaml',
  'phrases.yaml',
  'activities.yaml',
] as const
export type FilePath = (typeof filePaths)[number]

const pathOf = <K extends string>(kind: K) => ({ kind, path: `utterances/${kind}.yaml` }) as const
/** Examples of each kind of message; they must be there, too. */
export const utterancePaths = messageKinds.map(pathOf)
export type UtterancePath = (typeof utterancePaths)[number]['path']

export const offeringPath = /^offerings\/([a-z0-9-]+)\.yaml$/
export const messagesPath = /^texts\/(?:[a-z]+\.)?(sv|en)\.yaml$/
