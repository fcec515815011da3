import type { Action, Answer, Field, OfferingCard, Reply } from '../../src/index.ts'

export interface Written {
  readonly text: string
  /** The buttons in the order of their numbers. */
  readonly actions: readonly Action[]
}

/** An answer as plain text, with every button numbered in the order shown. */
export function writeAnswer(answer: Answer): Written {
  const actions: Action[] = []
  const blocks = answer.replies.map((reply) => writeReply(reply, actions))
  const receipt =
    answer.receipt === ''
      ? []
      : [`${answer.language === 'sv' ? 'Kvitto' : 'Receipt'} ${answer.receipt}`]
  return {
    text: clean([...blocks.filter((block) => block !== ''), ...receipt].join('\n\n')),
    actions,
  }
}

function writeReply(reply: Reply, actions: Action[]): string {
  switch (reply.kind) {
    case 'text':
      return [
        reply.tone === 'warning' ? `!! ${reply.text}` : reply.text,
        ...reply.links.map((link) => `${link.label}: ${link.url}`),
      ].join('\n')
    case 'offering':
      return writeCard(reply.card, actions)
    case 'choices':
      return [reply.text, reply.because, ...writeActions(reply.options, actions)]
        .filter((line) => line !== '')
        .join('\n')
    case 'form':
      return [
        reply.title,
        reply.intro,
        ...reply.fields.map(writeField),
        reply.submit,
        ...writeActions([reply.cancel], actions),
      ]
        .filter((line) => line !== '')
        .join('\n')
    case 'summary':
      return [
        `== ${reply.title} ==`,
        ...reply.rows.map((row) => `${row.label}: ${row.value}`),
        reply.text,
        ...writeActions(reply.actions, actions),
      ]
        .filter((line) => line !== '')
        .join('\n')
  }
}

function writeCard(card: OfferingCard, actions: Action[]): string {
  return [
    `${card.number}. ${card.name} (${card.provider})`,
    `   [${card.status.label}] [${card.eligibility.label}]`,
    `   ${card.summary}`,
    ...(card.warning === '' ? [] : [`   !! ${card.warning}`]),
    ...card.rows.map((row) => `   ${row.label}: ${row.value}`),
    ...card.reasons.map((reason) => `   + ${reason}`),
    ...card.checks.map((check) => `   ? ${check}`),
    `   ${card.source.label}: ${card.source.url} (${card.checked})`,
    ...writeActions(card.actions, actions),
  ].join('\n')
}

function writeActions(options: readonly Action[], actions: Action[]): readonly string[] {
  return options.map((action) => {
    if (action.kind === 'link') return `   ${action.label}: ${action.url}`
    actions.push(action)
    return `   (${actions.length}) ${action.label}`
  })
}

function writeField(field: Field): string {
  const star = field.required === 'yes' ? ' *' : ''
  const options = field.options.map((option) => option.label).join(' / ')
  return [
    `- ${field.label}${star}${field.value === '' ? '' : `: ${field.value}`}`,
    field.hint,
    options,
    field.error === '' ? '' : `!! ${field.error}`,
  ]
    .filter((part) => part !== '')
    .join('  ')
}

/** Nothing that a terminal would take as a command, and nothing that turns the order of letters around. */
export function clean(text: string): string {
  return text.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, ' ')
}
