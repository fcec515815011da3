import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'

/** What a person may look for in an answer. Everything is optional; what is left out is not looked at. */
const expected = z.strictObject({
  language: z.enum(['sv', 'en']).optional(),
  intent: z
    .enum(['find', 'offering', 'office', 'handoff', 'smalltalk', 'help', 'outside-scope'])
    .optional(),
  /** Offerings shown, in any order, or none at all; `first` is the first of them. */
  shows: z.array(z.string()).optional(),
  first: z.string().optional(),
  never_shows: z.array(z.string()).optional(),
  /** By offering: as what it is shown. */
  status: z.record(z.string(), z.string()).optional(),
  eligibility: z.record(z.string(), z.string()).optional(),
  /** The fact asked about, or nothing. */
  asks: z.string().nullable().optional(),
  office: z.string().nullable().optional(),
  /** The company as it is known after the turn. */
  place: z.string().nullable().optional(),
  facts: z
    .record(
      z.string(),
      z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.number())]),
    )
    .optional(),
  reads: z.array(z.string()).optional(),
  never_reads: z.array(z.string()).optional(),
  /** The labels of buttons. */
  offers: z.array(z.string()).optional(),
  /** Fields of the form that are told to be wrong; an empty list is a form without errors. */
  wrong: z.array(z.string()).optional(),
})

const turn = z.strictObject({
  say: z.string().optional(),
  /** A button by the words on it, among those of the talk so far; the last one that had them. */
  press: z.string().optional(),
  /** A button by its id, as a stale or an invented one. */
  press_id: z.string().optional(),
  fill: z.record(z.string(), z.string()).optional(),
  expect: expected.optional(),
})

const talk = z.strictObject({
  talk: z.string(),
  language: z.enum(['sv', 'en']).default('sv'),
  as_of: z.string().default('2026-11-23'),
  turns: z.array(turn).min(1),
})

export type Expected = z.infer<typeof expected>
export type Turn = z.infer<typeof turn>
export type Talk = z.infer<typeof talk>

export async function readTalks(): Promise<
  readonly { readonly file: string; readonly talks: readonly Talk[] }[]
> {
  const folder = new URL('./', import.meta.url)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  return Promise.all(
    files.map(async (file) => ({
      file,
      talks: z.array(talk).parse(parse(await readFile(new URL(file, folder), 'utf8'))),
    })),
  )
}
