/** Longer than any word a person writes, and with digits: a key, a token, an id of an account. */
const looksSecret = /(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}/g

/** Takes out of a technical text what is nobody else's business: keys, addresses of people, places of files, what follows in a web address. */
export function redact(text: string): string {
  return text
    .replace(/\b(bearer|basic|token|password|passphrase|secret|api[-_ ]?key)(["'\s:=]+)\S+/gi, '$1$2[removed]')
    .replace(/\b([a-z][a-z\d+.-]*:\/\/)(?:[^\s/@]+@)?([^\s/?#"'<>]+)[^\s"'<>]*/gi, '$1$2/…')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[address]')
    .replace(/(["'])(?:[A-Za-z]:\\|\\\\|~?\/)[^"'\n]*\1/g, '$1[file]$1')
    .replace(/(?:\b[A-Za-z]:\\|\\\\)[^\s"'<>|]+/g, '[file]')
    .replace(/(^|[\s"'(=:])(?:~|\.{0,2})\/(?!\/|…)[^\s"'<>)]+/g, '$1[file]')
    .replace(looksSecret, '[removed]')
}
