/** The door to reading and checking YAML, which a start does without: the libraries for it take long to load. */

export { activitiesSchema } from './activities/schema.ts'
export { type Checked, checkKnowledge } from './knowledge/check.ts'
export type { UsedTexts } from './knowledge/check-texts.ts'
export { schemasForEditors } from './knowledge/editor-schemas.ts'
export { readSource } from './knowledge/read-source.ts'
