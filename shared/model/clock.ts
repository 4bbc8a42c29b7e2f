import type { Instant, Zone } from './brand.ts'

/** Time as it is handed to everything that needs it; tests hand in one they turn by hand. */
export type Clock = {
  now(): Instant
  /** The PC's zone at this moment; travellers change it. */
  zone(): Zone
  /** Calls back once after that many milliseconds; the result cancels it. */
  after(milliseconds: number, callback: () => void): () => void
}
