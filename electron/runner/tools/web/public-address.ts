import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * True for an address of the public internet alone: not this computer, not a private, link-local, carrier, multicast, test or
 * reserved range, and no such address wrapped in a newer one. What is not known to be public is not.
 */
export function isPublicAddress(text: string): boolean {
  // Only whole addresses in their usual form: short, octal and hexadecimal ones are somebody's trick by now.
  if (isIP(text) === 0 || text.includes('%')) return false
  const address = ipaddr.parse(text)
  return address instanceof ipaddr.IPv4 ? isPublicV4(address) : isPublicV6(address)
}

/** Answers inside the data centre of one cloud, from an address that looks like any other. */
const cloudInternal = new Set(['168.63.129.16'])

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !cloudInternal.has(address.toString())
}

function isPublicV6(address: ipaddr.IPv6): boolean {
  switch (address.range()) {
    case 'ipv4Mapped':
      return isPublicV4(address.toIPv4Address())
    case 'rfc6052':
      // Behind such a translator every older site has an address like this. The local-use prefix is the owner's network's own.
      return address.parts[2] === 0 && isPublicV4(lastFourBytes(address))
    case 'unicast':
      return isAssigned(address) && !carriesV4(address)
    default:
      return false
  }
}

/** 2000::/3 is all that was ever given out; of it, 3fff::/20 is for examples. */
function isAssigned({ parts: [first = 0, second = 0] }: ipaddr.IPv6): boolean {
  return first >= 0x2000 && first < 0x4000 && !(first === 0x3fff && second < 0x1000)
}

/** ISATAP (RFC 5214): an IPv4 address in the second half, marked by `0:5efe` or `200:5efe`. */
function carriesV4({ parts }: ipaddr.IPv6): boolean {
  return parts[5] === 0x5efe && (parts[4] === 0 || parts[4] === 0x200)
}

function lastFourBytes(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}
