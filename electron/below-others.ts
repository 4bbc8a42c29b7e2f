import { constants, setPriority } from 'node:os'

/** Lets whatever a person does at the computer go before this process. Some systems allow no change; then it stays as it is. */
export function runBelowOthers(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Nothing depends on it.
  }
}
