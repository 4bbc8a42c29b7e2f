/** What a process may say in one second; a runner at its busiest says a tenth of it. */
const messagesAllowed = 5_000
const charactersAllowed = 16_000_000
const second = 1_000

/** Counts what a process says; true once it says more than main can take in beside its other work. */
export function createMessageFlow(now: () => number): (message: unknown) => boolean {
  let since = now()
  let messages = 0
  let characters = 0
  return (message) => {
    const passed = now() - since
    if (passed < 0 || passed >= second) {
      since = now()
      messages = 0
      characters = 0
    }
    messages += 1
    characters += textIn(message)
    return messages > messagesAllowed || characters > charactersAllowed
  }
}

/** The length of the texts in a message, down to the arguments of a call: nothing that streams lies deeper. */
function textIn(message: unknown, depth = 2): number {
  if (typeof message === 'string') return message.length
  if (typeof message !== 'object' || message === null || depth === 0) return 0
  let length = 0
  for (const value of Object.values(message)) length += textIn(value, depth - 1)
  return length
}
