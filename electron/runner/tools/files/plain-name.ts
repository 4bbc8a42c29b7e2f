/** Names Windows keeps for devices, whatever follows the first dot (Microsoft: Naming Files, Paths, and Namespaces). */
const reserved = /^(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])$/i
const mostBytesOfName = 255
const mostBytesOfPath = 4096

/** True for a name that means a device where Windows sees it, with any ending: `nul`, `con.txt`, `aux .md`. */
export function isDeviceName(name: string): boolean {
  return reserved.test(name.split(/[.:]/)[0]?.trimEnd() ?? '')
}

/**
 * Why a name inside a granted folder is not opened; null when it may be. `new`: the file is to be made, so the name must be plain
 * on every system; one that is there already was somebody's choice, and only what could lead elsewhere counts.
 */
export function oddityOf(names: readonly string[], system: { isWindows: boolean; isNew: boolean }): string | null {
  if (Buffer.byteLength(names.join('/')) > mostBytesOfPath) return 'the path is too long'
  for (const name of names) {
    if (Buffer.byteLength(name) > mostBytesOfName) return 'a name is too long'
    if (name.includes('\0')) return 'a name holds a zero byte'
    if (isDeviceName(name)) return 'a name is kept for devices'
    if (!system.isWindows && !system.isNew) continue
    // Windows drops dots and spaces at the end, and a colon opens a second content of the same file.
    if (/[. ]$/.test(name) && name !== '.' && name !== '..') return 'a name ends with a dot or a space'
    if (/[:\u0001-\u001f<>"|?*]/.test(name)) return 'a name holds a sign that names must not have'
  }
  return null
}
