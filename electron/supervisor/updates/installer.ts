/** A version a feed offers. */
export type Offered = {
  readonly version: string
  /** The share of computers, in percent, that take it by themselves. */
  readonly share: number
}

/** How one kind of installation becomes a newer version. */
export type Installer = {
  /** What the feed offers; null: nothing for this kind of computer. Throws CodedError `update.*`. */
  find(feed: string): Promise<Offered | null>
  /** Fetches and checks what was found last. Throws CodedError `update.*`; then nothing of it is left. */
  fetch(): Promise<void>
  /** The app ends, and starts again as what was fetched; where that does not come to a good start, as what it was. */
  apply(): Promise<void>
}
