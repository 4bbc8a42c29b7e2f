/** True for an address a web step may ask for: http or https, with a site and without a name or password in it. */
export function isWebAddress(typed: string): boolean {
  const url = URL.parse(typed.trim())
  if (url === null || !/^https?:$/.test(url.protocol)) return false
  return url.hostname !== '' && url.username === '' && url.password === ''
}

/** True for an address in numbers: a very device, mostly one of the owner's own, whose pages are private. */
export function isOwnDevice(typed: string): boolean {
  const host = URL.parse(typed.trim())?.hostname ?? ''
  return /^[\d.]+$/.test(host) || host.startsWith('[')
}
