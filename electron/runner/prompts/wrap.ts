/**
 * Wraps a text as material: the tag stands alone on its line, and nothing inside can look like one of our tags, so that a document
 * cannot end its own wrapper.
 */
export function wrap(
  tag: 'document' | 'summary' | 'result',
  text: string,
  label: { name: string; part?: { index: number; of: number } },
): string {
  const { name, part } = label
  const which = part === undefined || part.of === 1 ? '' : ` part="${part.index} of ${part.of}"`
  return `<${tag} name="${plain(name)}"${which}>\n${neutral(text)}\n</${tag}>`
}

function plain(name: string): string {
  return name
    .toWellFormed()
    .replace(/[<>"&\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

function neutral(text: string): string {
  return text.toWellFormed().replace(/<(?=\s*\/?\s*(?:document|summary|result)\b)/gi, '&lt;')
}
