import type { OfficeId, Officer } from '../src/index.ts'

const name = 'everyone'

/**
 * Nobody in particular at an office: whom a card in a shared channel is drawn for. Such a card is drawn without the
 * contact details, which would stay in the channel for good; a person asks for them.
 */
export const everyoneAt = (channel: string, office: OfficeId): Officer => ({
  id: `${channel}:${name}`,
  name: '',
  office,
})

export const isEveryone = ({ id }: Officer): boolean => id.endsWith(`:${name}`)
