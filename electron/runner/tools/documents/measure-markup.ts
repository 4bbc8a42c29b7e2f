/**
 * How many tags HTML source has and how deep its elements are nested, estimated in one quick pass before any parser
 * sees it: a tree takes much memory per element, and parsers quadratic time on nested ones. Elements that browsers
 * close by themselves do not count as nesting.
 */
export function measureMarkup(markup: string): { tags: number; depth: number } {
  let tags = 0
  let depth = 0
  let deepest = 0
  for (let at = markup.indexOf('<'); at !== -1; at = markup.indexOf('<', at + 1)) {
    tags++
    const tag = /^<(\/?)([a-z][a-z0-9-]{0,30}|!--)/i.exec(markup.slice(at, at + 34))
    const name = tag?.[2]?.toLowerCase() ?? ''
    if (name === '' || closedByThemselves.has(name)) continue
    const end = tag?.[1] === '' ? endOfRawText[name] : undefined
    if (end !== undefined) {
      const next = indexOfIgnoringCase(markup, end, at)
      if (next === -1) break
      at = next + end.length
    } else if (tag?.[1] === '') {
      deepest = Math.max(deepest, ++depth)
    } else {
      depth = Math.max(0, depth - 1)
    }
  }
  return { tags, depth: deepest }
}

/** What stands between these is not markup, however it looks. */
const endOfRawText: Record<string, string> = {
  '!--': '-->',
  script: '</script',
  style: '</style',
  textarea: '</textarea',
}

const closedByThemselves = new Set(
  `area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track
  wbr`.split(/\s+/),
)

function indexOfIgnoringCase(text: string, lowerCase: string, from: number): number {
  const pattern = new RegExp(lowerCase, 'gi')
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? -1
}
