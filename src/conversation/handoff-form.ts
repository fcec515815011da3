import type { Field, Reply } from '../chat.ts'
import type { ContactErrors } from './contact.ts'
import type { Draft } from './conversation.ts'
import { button } from './say.ts'
import type { Scene } from './step.ts'

export const handoffForm = 'handoff'

/** `consent` is the tick as the person left it: nobody else ticks it. */
export function drawForm(
  { say }: Scene,
  draft: Draft,
  { errors, consent }: { readonly errors: ContactErrors; readonly consent: 'yes' | '' },
): Reply {
  const field = (
    name: keyof Draft['contact'] | 'need' | 'consent',
    shape: Partial<Field>,
  ): Field => ({
    name,
    label: say(`form.${name}`),
    hint: '',
    value: name === 'need' || name === 'consent' ? '' : draft.contact[name],
    required: 'no',
    type: 'text',
    options: [],
    error: errors[name] === undefined ? '' : say(errors[name] ?? ''),
    autocomplete: 'off',
    ...shape,
  })
  return {
    kind: 'form',
    form: handoffForm,
    title: say('form.title'),
    intro: say('form.intro'),
    fields: [
      field('need', {
        type: 'long-text',
        value: draft.need,
        required: 'yes',
        hint: say('form.need.hint'),
      }),
      field('name', { required: 'yes', autocomplete: 'name' }),
      field('company', { autocomplete: 'organization' }),
      field('organisation_number', { hint: say('form.organisation_number.hint') }),
      field('phone', {
        type: 'tel',
        required: 'either',
        autocomplete: 'tel',
        hint: say('form.phone.hint'),
      }),
      field('email', { type: 'email', required: 'either', autocomplete: 'email' }),
      field('best_time', { hint: say('form.best_time.hint') }),
      field('consent', {
        type: 'tick',
        value: consent,
        required: 'yes',
        hint: say('form.consent.hint'),
      }),
    ],
    submit: say('form.submit'),
    cancel: button(say('form.cancel'), { kind: 'handoff-cancel' }),
  }
}
