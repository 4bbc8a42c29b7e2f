/**
 * Names that are nobody's document: hidden ones, locks of office programs, halves of downloads and copies, what editors and systems
 * leave behind.
 */
export function isIgnoredName(name: string): boolean {
  const lower = name.toLowerCase()
  return (
    name.startsWith('.') ||
    name.startsWith('~$') ||
    name.startsWith('~wrl') ||
    name.endsWith('~') ||
    systemNames.has(lower) ||
    /\.(?:tmp|temp|part|partial|filepart|crdownload|download|opdownload|lock|lck|swp|swx|bak~|!ut|!qb|td|xltd|aria2|baiduyun\.p\.downloading)$/.test(
      lower,
    )
  )
}

const systemNames = new Set([
  'thumbs.db',
  'desktop.ini',
  'ehthumbs.db',
  '$recycle.bin',
  'system volume information',
  'lost+found',
])
