import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import ipaddr from 'ipaddr.js'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { SiteGrant } from '../../../../shared/model/site-grant.ts'
import { isPublicAddress } from './public-address.ts'

/** An address a request may ask for, before its name is looked up. */
export type CheckedUrl = {
  readonly url: URL
  /** In its one spelling: lower case, without a dot at its end, other scripts in their ASCII form, no brackets. */
  readonly host: string
  readonly port: number
  /** The grant of this very host opens private networks. */
  readonly mayBePrivate: boolean
}

/** Where a request is sent: the very address that was checked, so that a second look-up cannot lead elsewhere. */
export type CheckedWay = CheckedUrl & { readonly address: string }

const usualPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }
const longestUrl = 8_000

/**
 * Reads an address as browsers do and holds it against the grants. Nothing is looked up.
 *
 * @throws CodedError web.addressInvalid, web.notGranted, web.privateAddress
 */
export function checkUrl(text: string, grants: readonly SiteGrant[], base?: URL): CheckedUrl {
  // Programs do not agree on what these mean, and an address must mean one thing.
  const isAmbiguous = /[\s\\\p{Cc}]/u.test(text.trim())
  const url = isAmbiguous || text.length > longestUrl ? null : URL.parse(text.trim(), base)
  if (url === null) throw invalid('it does not read as an address')
  const usualPort = usualPorts[url.protocol]
  if (usualPort === undefined) throw invalid(`the scheme is ${url.protocol}`)
  // `https://bank.example@elsewhere.example` shows one site and means another.
  if (url.username !== '' || url.password !== '') throw invalid('it contains a name or a password')
  const host = hostOf(url.hostname)
  if (host === '') throw invalid('it names no site')
  const port = url.port === '' ? usualPort : Number(url.port)
  const granting = grants.filter((grant) => opens(grant, host, port))
  if (granting.length === 0) throw new CodedError('web.notGranted', { site: shown(host, port) })
  const mayBePrivate = granting.some((grant) => grant.privateNetwork && grant.host !== '*')
  if (isPrivateName(host) && !mayBePrivate) throw privateAddress(host)
  if (isIP(host) !== 0 && !isPublicAddress(host) && !mayBePrivate) throw privateAddress(host)
  return { url, host, port, mayBePrivate }
}

/**
 * Which of the addresses a name was found at is connected to. One that is not allowed spoils them all: a name with a public and a
 * private address is a trap.
 *
 * @throws CodedError web.notFound, web.privateAddress
 */
export function checkAnswers(checked: CheckedUrl, answers: readonly string[]): CheckedWay {
  const addresses = isIP(checked.host) === 0 ? answers : [checked.host]
  for (const address of addresses) {
    if (isIP(address) === 0 || !(isPublicAddress(address) || isOpened(checked, address))) {
      throw privateAddress(checked.host, address)
    }
  }
  const [address] = addresses
  if (address === undefined) throw new CodedError('web.notFound', { site: checked.host })
  return { ...checked, address }
}

/** A name in its one spelling; the empty string for what is none. `*` stays. */
export function hostOf(typed: string): string {
  const plain = typed.trim().toLowerCase().replace(/\.$/, '')
  if (plain === '*') return plain
  const bare = plain.startsWith('[') && plain.endsWith(']') ? plain.slice(1, -1) : plain
  if (isIP(bare) === 6) return URL.parse(`http://[${bare}]/`)?.hostname.slice(1, -1) ?? ''
  // Full-width letters, look-alike dots and numbers in other notations all come out as what a browser would ask for.
  return isIP(bare) === 4 ? bare : (URL.parse(`http://${domainToASCII(bare)}/`)?.hostname.replace(/\.$/, '') ?? '')
}

function opens(grant: SiteGrant, host: string, port: number): boolean {
  const isPort = grant.port === null ? port === 80 || port === 443 : port === grant.port
  if (!isPort) return false
  const granted = hostOf(grant.host)
  if (granted === '*' || granted === host) return true
  return grant.subdomains && granted !== '' && isIP(granted) === 0 && host.endsWith(`.${granted}`)
}

/** Names that never leave this computer or its network (RFC 6761, RFC 6762), whatever a resolver says of them. */
function isPrivateName(host: string): boolean {
  if (isIP(host) !== 0) return false
  return !host.includes('.') || /\.(?:localhost|local|internal|lan|intranet|home\.arpa)$/.test(host)
}

/** A granted name opens the owner's own network, but never the addresses clouds tell their secrets at; those must be named themselves. */
function isOpened(checked: CheckedUrl, address: string): boolean {
  return checked.mayBePrivate && (checked.host === address || !cloudSecrets.has(plainV4(address)))
}

const cloudSecrets = new Set(['169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254'])

/** An IPv4 address in the clothes of an IPv6 one, without them. */
function plainV4(address: string): string {
  return ipaddr.process(address).toString()
}

function shown(host: string, port: number): string {
  return port === 80 || port === 443 ? host : `${host}:${port}`
}

function invalid(detail: string): CodedError {
  return new CodedError('web.addressInvalid', {}, detail)
}

function privateAddress(host: string, address = host): CodedError {
  return new CodedError('web.privateAddress', { site: host }, address)
}
