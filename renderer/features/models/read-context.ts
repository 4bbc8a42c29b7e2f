/** Reads "128000", "128 000", "128,000" or "128k" as tokens; empty is unknown. */
export function readContext(typed: string): number | null | 'wrong' {
  const text = typed.trim().toLowerCase().replace(/[\s,]/g, '')
  if (text === '') return null
  const match = /^(\d{1,9})(k?)$/.exec(text)
  if (match === null) return 'wrong'
  const tokens = Number(match[1]) * (match[2] === 'k' ? 1000 : 1)
  return tokens >= 256 && tokens <= 100_000_000 ? tokens : 'wrong'
}
