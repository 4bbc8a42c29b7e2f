/** A version a feed offers. */
export type Offered = {
  readonly version: string
  /** The share of computers, in percent, that take it by themselves. */
  readonly share: number
}

/** How one kind of installation becomes a newer version. */
export type Installer = {
  /** Where a newer version does not start, this one comes back by itself. */
  readonly comesBack: boolean
  /** What the feed offers; null: nothing newer for this kind of installation. Throws CodedError `update.*`. */
  find(feed: string): Promise<Offered | null>
  /** Fetches and checks what was found last. Throws CodedError `update.*`; then nothing of it is left. */
  fetch(): Promise<void>
  /** The app ends, and starts again as what was fetched; where that is not put in place, as what it was. */
  apply(): Promise<void>
}

/** Closes everything, then calls back, then ends; where that fails, this version starts again. */
export type Leave = (beforeTheEnd: () => Promise<void>) => void

/** This process, and what it was started with, as far as the next start is to have it. */
export type OwnProcess = { readonly pid: number; readonly args: readonly string[] }
