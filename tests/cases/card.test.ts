import { describe, expect, it } from 'vitest'
import { drawCase } from '../../src/cases/card.ts'
import { actions, type Case, declineReasons, outcomes, ratings } from '../../src/cases/case.ts'
import { createCaseNumber, readCaseNumber } from '../../src/cases/case-number.ts'
import { readCaseChoice } from '../../src/cases/case-press.ts'
import { refusals } from '../../src/cases/guard.ts'
import { changesHands } from '../../src/cases/legal.ts'
import { openCase } from '../../src/cases/moves.ts'
import { noticeKinds } from '../../src/cases/notice.ts'
import { drawNotice } from '../../src/cases/notice-words.ts'
import {
  at,
  company,
  createSay,
  done,
  draft,
  monday,
  officer,
  opened,
  press,
  readTexts,
  region,
  sceneAt,
  system,
  taken,
} from './setting.ts'

const { events } = openCase(draft, monday, region)
const draw = (current: Case, who = officer('mala')) =>
  drawCase(current, who, { scene: sceneAt(monday), events })
const buttons = (current: Case, who = officer('mala')) =>
  draw(current, who).actions.map((a) => a.action)

describe('the sentences', () => {
  const sv = readTexts('sv')
  const en = readTexts('en')
  const blanks = (sentence = ''): readonly string[] =>
    [...new Set(sentence.match(/\{\w+\}/g) ?? [])].toSorted()

  it('are the same in both languages, with the same blanks', () => {
    expect(Object.keys(en)).toEqual(Object.keys(sv))
    for (const key of Object.keys(sv))
      expect([key, blanks(en[key])]).toEqual([key, blanks(sv[key])])
  })

  it.each([
    ['case.history', actions],
    ['case.stale', [...changesHands]],
    ['case.refused', refusals],
    ['case.notice', noticeKinds],
    ['case.reason', declineReasons],
    ['case.outcome', outcomes],
    ['case.rating', ratings],
  ])('%s has one for each', (group, words) => {
    for (const word of words) expect(Object.keys(sv)).toContain(`${group}.${word}`)
  })
})

describe('drawCase', () => {
  it('shows need and promise before it is taken, but no contact', () => {
    const card = draw(opened())
    expect(card).toMatchObject({
      title: 'Ärende L-7K3QX, Malå',
      need: draft.need,
      contact: [],
      state: { label: 'Väntar på Malå' },
    })
    expect(card.rows).toContainEqual({ label: 'Lovad kontakt före', value: 'i morgon 08:30' })
    expect(JSON.stringify(card)).not.toMatch(/Eva|070|example\.se/)
    expect(buttons(opened())).toEqual(['take', 'note', 'decline'])
  })

  it('says by when an answer was promised, that it is late, and nothing once there is contact', () => {
    const dueAt = (current: Case, when: string) =>
      drawCase(current, officer('mala'), { scene: sceneAt(when), events }).due
    const { promised } = opened()
    expect(dueAt(opened(), monday)).toEqual({
      at: promised,
      label: 'Svar i morgon före 08:30',
      late: 'no',
    })
    expect(dueAt(opened(), '2026-11-26T12:00:00Z')).toEqual({
      at: promised,
      label: 'Försenat: lovat svar före tisdag 24 november 08:30',
      late: 'yes',
    })
    expect(dueAt(taken(), monday)?.late).toBe('no')
    expect(dueAt(done(taken(), 'reached', { by: at('mala') }), monday)).toBeUndefined()
    expect(draw(opened(), officer('norsjo')).due).toBeUndefined()
  })

  it('says which language the company wants, where it is not the reader’s', () => {
    const english = { ...opened(), language: 'en' as const }
    const row = { label: 'Vill ha svar på', value: 'engelska' }
    expect(draw(english).rows).toContainEqual(row)
    expect(JSON.stringify(draw(opened()))).not.toContain('Vill ha svar på')
    const scene = sceneAt(monday, 'en')
    expect(JSON.stringify(drawCase(english, officer('mala'), { scene, events }))).not.toContain(
      'Wants answers in',
    )
  })

  it('shows contact to the office that took it, and to no other', () => {
    expect(draw(taken()).contact).toContainEqual({ label: 'Telefon', value: '070-000 00 00' })
    expect(draw(taken(), officer('mala', 'Bo')).contact).not.toEqual([])
    expect(JSON.stringify(draw(taken(), officer('norsjo')))).not.toMatch(/Eva|070|svarv/)
    expect(buttons(taken(), officer('norsjo'))).toEqual([])
  })

  it('shows a helping colleague need and notes, not contact or letters', () => {
    const noted = done(taken(), 'note', { by: at('mala'), values: { text: 'internt' } })
    const written = done(noted, 'message-to-company', {
      by: at('mala'),
      values: { text: 'Hej Eva' },
    })
    const asked = done(written, 'invite-colleague', {
      by: at('mala'),
      values: { competence: 'procurement' },
    })
    expect(draw(asked, officer('arvidsjaur'))).toMatchObject({ need: draft.need, notes: [] })
    expect(buttons(asked, officer('arvidsjaur'))).toEqual(['colleague-accept', 'colleague-decline'])
    const helping = draw(
      done(asked, 'colleague-accept', { by: at('arvidsjaur') }),
      officer('arvidsjaur'),
    )
    expect(helping.notes).toHaveLength(1)
    expect(JSON.stringify(helping)).not.toMatch(/Eva|070/)
  })

  it('shows notes to the office that has it, before it is taken and after it was passed on', () => {
    const noted = done(opened(), 'note', { by: at('mala'), values: { text: 'ringde, upptaget' } })
    expect(draw(noted).notes).toMatchObject([{ text: 'ringde, upptaget' }])
    expect(draw(noted, officer('arvidsjaur')).notes).toEqual([])
    const passed = done(noted, 'decline', { by: at('mala'), values: { reason: 'no-capacity' } })
    expect(draw(passed, officer(passed.office)).notes[0]).toMatchObject({
      text: 'ringde, upptaget',
    })
    expect(draw(passed).notes).toEqual([])
  })

  it('offers undo for a minute and reopening after', () => {
    const closed = done(taken(), 'close', { by: at('mala'), values: { help: 'advice' } })
    expect(buttons(closed)).toEqual(['note', 'undo', 'reopen'])
    const card = drawCase(closed, officer('mala'), {
      scene: sceneAt('2026-11-23T08:02:00Z', 'en'),
      events,
    })
    expect(card.actions.map((a) => a.action)).toEqual(['note', 'reopen'])
    expect(card.state).toEqual({ code: 'closed', label: 'Closed 09:00' })
  })

  it('asks for an outcome per offering when closing', () => {
    const close = draw(taken()).actions.find((a) => a.action === 'close')
    expect(close?.fields.map((f) => f.name)).toEqual([
      'help',
      'offering.almi-mikrolan',
      'hours',
      'text',
    ])
  })

  it('every button leads somewhere when its form is filled in', () => {
    const values = {
      reason: 'no-capacity',
      text: 'a',
      provider: 'Almi',
      competence: 'export',
      help: 'advice',
    }
    for (const current of [opened(), taken()])
      for (const action of buttons(current)) {
        const known = actions.find((a) => a === action)
        if (known === undefined || known === 'open') throw new Error(action)
        expect(press(current, known, { by: at('mala'), values }).kind).toBe('moved')
      }
  })
})

describe('drawNotice', () => {
  it('gives a late company its choices and phone numbers, in its language', () => {
    const late = press(opened(), 'reminder-sent', {
      by: system,
      values: { steps: 'company', offices: '' },
    })
    if (late.kind !== 'moved') throw new Error(late.kind)
    const notice = late.notices.find((n) => n.what === 'delayed')
    if (notice === undefined) throw new Error('no notice')
    const [reply] = drawNotice(notice, late.case, sceneAt(monday))
    if (reply?.kind !== 'choices') throw new Error('no choices')
    expect(reply.text).toContain('0953-140 00')
    const ids = reply.options.map((o) => (o.kind === 'press' ? o.press : ''))
    expect(ids).toEqual([
      'case|L-7K3QX|wait|2',
      'case|L-7K3QX|next-office|2',
      'case|L-7K3QX|withdraw|2',
    ])
    expect(readCaseChoice('wait', '2')).toEqual({ action: 'wait', version: 2, value: '' })
  })

  it.each(['sv', 'en'] as const)('says every notice a case can owe (%s)', (language) => {
    const scene = { ...sceneAt(monday), language, say: createSay(language) }
    const closed = done(taken(), 'close', { by: at('mala'), values: { help: 'advice' } })
    const values = {
      text: 'a',
      reason: 'other',
      competence: 'export',
      help: 'advice',
      how: 'good',
      steps: 'office,company',
      offices: 'mala',
    }
    for (const current of [opened(), taken(), closed])
      for (const action of actions.filter((a) => a !== 'open'))
        for (const by of [at('mala'), company, system]) {
          const moved = press(current, action, { by, values })
          if (moved.kind !== 'moved') continue
          for (const notice of moved.notices)
            expect(drawNotice(notice, moved.case, scene)).toHaveLength(1)
        }
  })

  it.each([
    ['rate', '9 good', { action: 'rate', version: 9, value: 'good' }],
    ['withdraw', '', { action: 'withdraw', version: 'latest', value: '' }],
    ['close', '3', undefined],
  ])('%s %s', (action, value, choice) => {
    expect(readCaseChoice(action, value)).toEqual(choice)
  })
})

describe('case numbers', () => {
  it.each([
    ['L-7K3QX'],
    ['l-7k3qx'],
    ['ärende L 7K3QX?'],
    ['L7K3QX'],
    ['mitt ärende (L – 7K3QX).'],
  ])('%s is read', (text) => {
    expect(readCaseNumber(text)).toBe('L-7K3QX')
  })
  it.each([['ledare'], ['L-10OIL'], ['L-7K3QXX'], ['hej'], ['XL-7K3QX']])('%s is none', (text) => {
    expect(readCaseNumber(text)).toBeUndefined()
  })
  it('are made of signs that are not mistaken for each other', () => {
    expect(createCaseNumber('1O7k3qxyz')).toBe('L-7K3QX')
    expect(readCaseNumber(createCaseNumber('ABCDE'))).toBe('L-ABCDE')
  })
})
