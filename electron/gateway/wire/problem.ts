import type { VendorError } from './error-body.ts'

/** Why an answer of a vendor could not be used, though the connection worked. `text` is the beginning of what came. */
export type WireProblem =
  | { kind: 'vendorError'; error: VendorError }
  | { kind: 'badJson'; text: string }
  | { kind: 'badShape'; text: string; detail: string }
  | { kind: 'eventTooLarge'; maxEventBytes: number }

/** Enough of a broken text to recognise it by, and no more. */
export function excerpt(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 500)}…`
}
