/**
 * Whether a file's name fits what its owner typed: patterns with `*` and `?`, separated by spaces, commas or semicolons, without
 * regard to case. A pattern without either, such as `pdf` or `.pdf`, means that ending. Nothing typed fits every name.
 */
export function matchesName(name: string, typed: string): boolean {
  const patterns = typed.split(/[\s,;，；、]+/).filter(Boolean)
  return patterns.length === 0 || patterns.some((pattern) => fits(name.normalize('NFC'), pattern.normalize('NFC')))
}

function fits(name: string, pattern: string): boolean {
  const whole = /[*?]/.test(pattern)
    ? pattern
    : pattern.includes('.') && !pattern.startsWith('.')
      ? pattern
      : `*.${pattern.replace(/^\./, '')}`
  return wild([...name.toLowerCase()], [...whole.toLowerCase()])
}

/** The usual two-finger walk: time grows with name times pattern, whatever is typed. */
function wild(name: readonly string[], pattern: readonly string[]): boolean {
  let at = 0
  let want = 0
  let star = -1
  let resume = 0
  while (at < name.length) {
    if (pattern[want] === '*') {
      star = want++
      resume = at
    } else if (pattern[want] === '?' || pattern[want] === name[at]) {
      want++
      at++
    } else if (star >= 0) {
      want = star + 1
      at = ++resume
    } else {
      return false
    }
  }
  while (pattern[want] === '*') want++
  return want === pattern.length
}
