/** `missing`: this system offers no key store; `locked`: it is there but closed. */
export type KeyringState = 'available' | 'missing' | 'locked'

/** The system's key store, as far as keys need it. Ciphertext travels as base64. */
export type Secrets = {
  /** Looks without asking the owner for anything. */
  state(): Promise<KeyringState>
  /** Asks the system to open it, which may ask the owner for a password. */
  unlock(): Promise<KeyringState>
  /** Throws CodedError `keyring.unavailable` when nothing can be protected, `keyring.locked`. */
  protect(text: string): Promise<string>
  /** Throws CodedError `keyring.unavailable`, `keyring.locked`, or `keyring.changed` when the store can no longer read it. */
  reveal(protectedText: string): Promise<string>
}
