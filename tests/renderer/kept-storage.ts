/** A stand-in for the browser's own storage, which Node lacks. `full` refuses to keep anything, as a full disk does. */
export function createKeptStorage(options: { full?: boolean } = {}) {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem(name: string, value: string) {
      if (options.full === true) throw new Error('QuotaExceededError')
      kept.set(name, value)
    },
  }
}
