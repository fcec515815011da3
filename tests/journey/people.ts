/** A firm's owner in a chat, who reads, presses and fills in what that chat shows. */
export interface Owner {
  readonly say: (text: string) => Promise<void>
  readonly press: (label: string) => Promise<void>
  /** Fills in the form that the last press opened, and sends it. */
  readonly fillIn: (values: Readonly<Record<string, string>>) => Promise<void>
  /** Everything the chat has shown. */
  readonly read: () => Promise<string>
}

/** Someone at Malå's office, in the channel that is its inbox. */
export interface Officer {
  readonly name: string
  readonly link: () => Promise<void>
  /** The case's card as all in the channel see it now, and what stands under it. */
  readonly read: () => Promise<string>
  /** Presses a button of the card, with what its form asks for. */
  readonly press: (label: string, values?: Readonly<Record<string, string>>) => Promise<void>
}
