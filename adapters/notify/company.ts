import {
  type Answer,
  type Case,
  type Conversation,
  drawNotice,
  type Language,
  type Notice,
  noticeInWords,
  officeName,
  still,
} from '../../src/index.ts'
import { datedScene } from './dated-scene.ts'
import type { Desk } from './desk.ts'
import type { Letter } from './letter.ts'
import { readAddress } from './mail.ts'
import { delivered, type Place, type Places } from './place.ts'

interface Reader {
  readonly notice: Notice
  readonly current: Case
  readonly language: Language
}

function answerFor({ navigator }: Desk, { notice, current, language }: Reader): Answer {
  const scene = navigator.sceneAt(language)
  return { language, replies: drawNotice(notice, current, scene), receipt: '' }
}

/** Kept with what both sides said; judged once more with the case locked, so that nothing untrue is ever shown. */
function keepIn(
  desk: Desk,
  conversation: Conversation,
  reader: Reader,
): NonNullable<Place['keep']> {
  return async (tx) => {
    const { notice } = reader
    const at = desk.now()
    // The same order as a turn's, or the two could wait for each other for ever.
    const known = await tx.lockConversation(conversation.id)
    const current = await tx.lockCase(notice.case)
    if (known === undefined || current === undefined || !still(current, notice, at)) return
    const answer = answerFor(desk, { ...reader, current })
    const by = notice.what === 'message' ? 'office' : 'lotsen'
    await tx.appendMessage({ conversation: conversation.id, at, said: { by, answer } })
  }
}

/** Pages and the terminal read what was kept; Slack and Teams are told, and it is kept once they were. */
function chat(desk: Desk, conversation: Conversation, reader: Reader): readonly Place[] {
  const { address } = conversation
  const keep = keepIn(desk, conversation, reader)
  if (address.channel === 'web' || address.channel === 'terminal')
    return [{ kind: 'chat', name: 'said', send: async () => delivered, keep }]
  const channel = desk.channels.find(({ name }) => name === address.channel)
  if (channel === undefined) return []
  const notice = reader.notice.id
  const send: Place['send'] = () =>
    channel.say({ address, answer: answerFor(desk, reader), notice })
  return [{ kind: channel.name, name: 'said', send, keep }]
}

function letterToCompany(desk: Desk, { notice, current, language }: Reader): Letter {
  const scene = datedScene(desk, language)
  const office = officeName(scene, current.office)
  const choose = `notify.choose.${notice.what}`
  const asks = notice.what === 'delayed' || notice.what === 'closed'
  const text = noticeInWords(notice, current, scene)
  const footer =
    current.office in desk.officeEmails ? 'notify.footer.answer' : 'notify.footer.silent'
  return {
    language,
    subject: scene.say('notify.subject.company', { case: current.id }),
    heading: '',
    paragraphs: [text, ...(asks ? [scene.say(choose)] : [])],
    rows: [],
    link: { label: scene.say('notify.open-chat'), url: `${desk.publicUrl}/` },
    footer: scene.say(footer, { office }),
  }
}

function letters(desk: Desk, reader: Reader): readonly Place[] {
  const { notice, current } = reader
  const { mailer } = desk
  const to = readAddress(current.contact.email)
  if (mailer === undefined || to === undefined) return []
  const envelope = {
    to,
    replyTo: desk.officeEmails[current.office],
    id: notice.id,
    thread: `${current.id}:company`,
  }
  const send: Place['send'] = () => mailer.send(envelope, letterToCompany(desk, reader))
  return [{ kind: 'email', name: 'email', send }]
}

/** In its own conversation, and by e-mail when it left an address. */
export async function placesOfCompany(desk: Desk, notice: Notice, current: Case): Promise<Places> {
  const conversation = await desk.store.findConversation(current.conversation)
  const language = conversation?.language ?? current.language
  const reader = { notice, current, language }
  const said = notice.values.said === 'in-conversation' || conversation === undefined
  const chats = said ? [] : chat(desk, conversation, reader)
  return { each: [...chats, ...letters(desk, reader)], otherwise: [] }
}
