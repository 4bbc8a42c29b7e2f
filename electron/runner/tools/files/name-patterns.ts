/**
 * Whether a file's name fits one of the owner's patterns, `*.pdf, invoice*`: a star stands for anything, a question mark for one sign,
 * and a word without either for any name that holds it. Case and width do not matter. No pattern fits every name.
 */
export function namePatterns(typed: string): (name: string) => boolean {
  const patterns = typed
    .split(/[,;，；、]/)
    .map((pattern) => plain(pattern))
    .filter((pattern) => pattern !== '')
    .map((pattern) => new RegExp(`^${/[*?]/.test(pattern) ? written(pattern) : `.*${written(pattern)}.*`}$`, 'su'))
  return (name) => patterns.length === 0 || patterns.some((pattern) => pattern.test(plain(name)))
}

function written(pattern: string): string {
  return pattern
    .replace(/[\\^$.+()[\]{}|/-]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.')
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}
