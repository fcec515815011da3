import { z } from 'zod'
import type { Contact } from '../cases/case.ts'

/** What is wrong with a field, as a key of the texts. */
export type ContactErrors = Readonly<Partial<Record<keyof Contact | 'need' | 'consent', string>>>

export const noContact: Contact = {
  name: '',
  company: '',
  organisation_number: '',
  phone: '',
  email: '',
  best_time: '',
}

const email = z.email()
const longest = {
  name: 100,
  company: 400,
  organisation_number: 20,
  phone: 40,
  email: 254,
  best_time: 200,
  need: 4000,
} as const

/** Reads a filled-in form. A founder needs no company; a phone number or an e-mail address is needed to be reached. */
export function readContact(values: Readonly<Record<string, string>>): {
  contact: Contact
  need: string
  errors: ContactErrors
} {
  const read = (name: keyof typeof longest) => clean(values[name] ?? '').slice(0, longest[name])
  const contact: Contact = {
    name: read('name'),
    company: read('company'),
    organisation_number: formatOrganisationNumber(read('organisation_number')),
    phone: read('phone'),
    email: read('email'),
    best_time: read('best_time'),
  }
  const need = read('need')
  const errors: Record<string, string> = {}
  if (need === '') errors.need = 'form.error.need'
  if (contact.name === '') errors.name = 'form.error.name'
  if (contact.phone === '' && contact.email === '') errors.phone = 'form.error.reach'
  if (contact.phone !== '' && !isPhone(contact.phone)) errors.phone = 'form.error.phone'
  if (contact.email !== '' && !email.safeParse(contact.email).success)
    errors.email = 'form.error.email'
  if (contact.organisation_number !== '' && !isOrganisationNumber(contact.organisation_number)) {
    errors.organisation_number = 'form.error.organisation-number'
  }
  if (!/^(yes|on|true|1)$/.test(values.consent ?? '')) errors.consent = 'form.error.consent'
  return { contact, need, errors }
}

/** Control characters (a NUL among them) have no place in a name or a message. */
function clean(value: string): string {
  return value
    .normalize('NFC')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .trim()
}

function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '')
  return /^[+(]?[\d\s().+/-]+$/.test(value) && digits.length >= 6 && digits.length <= 15
}

/** Ten digits (a sole trader's may have twelve) whose last is the Luhn check digit, as Bolagsverket and Skatteverket give them. */
function isOrganisationNumber(value: string): boolean {
  const digits = value.replace(/[\s-]/g, '')
  if (!/^\d{10}$|^(?:16|19|20)\d{10}$/.test(digits)) return false
  const ten = [...digits.slice(-10)].map(Number)
  const sum = ten.reduce((total, digit, at) => {
    const doubled = at % 2 === 0 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

function formatOrganisationNumber(value: string): string {
  const digits = value.replace(/[\s-]/g, '')
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 6)}-${digits.slice(6)}` : value
}
