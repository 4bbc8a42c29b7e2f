/** The system's key store, as far as keys need it. Ciphertext travels as base64. */
export type Secrets = {
  /** `missing`: this system offers no key store; `locked`: it is there but closed. */
  state(): 'available' | 'missing' | 'locked'
  /** Throws CodedError `keyring.unavailable` when nothing can be protected. */
  protect(text: string): Promise<string>
  /** Throws CodedError `keyring.locked`, or `keyring.changed` when the store can no longer read it. */
  reveal(protectedText: string): Promise<string>
}
