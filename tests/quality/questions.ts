import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'

export const slices = [
  'need-sv',
  'need-en',
  'typo',
  'about',
  'closed',
  'place',
  'handoff',
  'outside',
  'smalltalk',
  'eligibility',
  'several-turns',
] as const
export type Slice = (typeof slices)[number]

const question = z
  .strictObject({
    id: z.string(),
    slice: z.enum(slices),
    text: z.string().optional(),
    turns: z.array(z.string()).min(1).optional(),
    /** Offerings that answer it; empty when none is asked for or there is none. */
    accept: z.array(z.string()),
    never: z.array(z.string()).default([]),
    intent: z.enum(['find', 'offering', 'office', 'handoff', 'smalltalk', 'help', 'outside-scope']),
    language: z.enum(['sv', 'en']),
    /** One of the ten, `outside` or `ask`. */
    office: z.string().optional(),
    status: z.literal('closed').optional(),
    note: z.string().optional(),
    held_back: z.literal(true).optional(),
  })
  .transform(({ text, turns, ...rest }) => ({ ...rest, turns: turns ?? [text ?? ''] }))

export type Question = Readonly<z.infer<typeof question>>

/** Tuned on; never tuned on, though its totals have been seen; written after the last tuning. */
export const questionSets = ['tuned', 'held-back', 'fresh'] as const
export type QuestionSet = (typeof questionSets)[number]

export async function readQuestions(set: QuestionSet): Promise<readonly Question[]> {
  const file = new URL(`./questions-${set}.yaml`, import.meta.url)
  return z.array(question).parse(parse(await readFile(file, 'utf8')))
}

/** Nothing in the catalogue is what was asked for: there is nothing to hit, only something to claim wrongly. */
export const isNotOffered = ({ note }: Question): boolean => note === 'nothing-offered'

/** All that was said, as an engine without a conversation would be given it. */
export const wordsOf = ({ turns }: Question): string => turns.join(' ')
