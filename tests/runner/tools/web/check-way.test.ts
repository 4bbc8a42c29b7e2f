import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkAnswers, checkUrl } from '../../../../electron/runner/tools/web/check-way.ts'
import { isPublicAddress } from '../../../../electron/runner/tools/web/public-address.ts'
import { type SiteGrant, siteGrantSchema } from '../../../../shared/model/site-grant.ts'

const grant = (host: string, more: Partial<SiteGrant> = {}): SiteGrant => siteGrantSchema.parse({ host, ...more })
const everywhere = [grant('*')]
const codeOf = (act: () => unknown): unknown => {
  try {
    act()
    return 'allowed'
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? thrown.code : thrown
  }
}

/** An IPv4 address in every notation browsers and resolvers take. */
const spellings = (bytes: readonly number[]): string[] => {
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  const number = ((a * 256 + b) * 256 + c) * 256 + d
  const hex = (value: number) => value.toString(16).padStart(2, '0')
  const pair = (high: number, low: number) => ((high << 8) | low).toString(16)
  return [
    `${a}.${b}.${c}.${d}`,
    `${number}`,
    `0x${number.toString(16)}`,
    `0${number.toString(8)}`,
    bytes.map((byte) => `0x${hex(byte)}`).join('.'),
    bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${b}.${c}.${d}.`,
    `${a}。${b}．${c}｡${d}`,
    `[::ffff:${a}.${b}.${c}.${d}]`,
    `[::${a}.${b}.${c}.${d}]`,
    `[::ffff:0:${pair(a, b)}:${pair(c, d)}]`,
    `[64:ff9b::${pair(a, b)}:${pair(c, d)}]`,
    `[64:ff9b:1::${pair(a, b)}:${pair(c, d)}]`,
    `[2002:${pair(a, b)}:${pair(c, d)}::1]`,
    `[2001:0:${pair(a, b)}:${pair(c, d)}::]`,
    `[2600::5efe:${pair(a, b)}:${pair(c, d)}]`,
    `%31${`${a}.${b}.${c}.${d}`.slice(1)}`,
  ]
}

const closed: readonly (readonly number[])[] = [
  [127, 0, 0, 1],
  [127, 255, 3, 9],
  [10, 1, 2, 3],
  [172, 16, 0, 1],
  [172, 31, 255, 255],
  [192, 168, 1, 1],
  [169, 254, 169, 254],
  [100, 64, 0, 1],
  [100, 100, 100, 200],
  [192, 0, 2, 1],
  [198, 18, 0, 1],
  [198, 51, 100, 7],
  [203, 0, 113, 9],
  [224, 0, 0, 1],
  [240, 0, 0, 1],
  [255, 255, 255, 255],
]

describe('an address of the web', () => {
  it.each(closed)('is never a closed one, however it is written: %i.%i.%i.%i', (...bytes) => {
    for (const spelling of spellings(bytes).filter((each) => !each.startsWith('%') || bytes[0] === 127)) {
      expect(
        codeOf(() => checkAnswers(checkUrl(`http://${spelling}/`, everywhere), [])),
        spelling,
      ).not.toBe('allowed')
    }
  })

  it.each([
    'file:///etc/passwd',
    'ftp://example.com/',
    'javascript:alert(1)',
    'data:text/plain,hello',
    'gopher://example.com/',
    'http://',
    'https://user@example.com/',
    'https://example.com:pass@evil.example/',
    'https://example.com\\@evil.example:443@x/',
    `https://example.com/${'a'.repeat(9000)}`,
  ])('is not %s', (url) => {
    expect(codeOf(() => checkUrl(url, everywhere))).toBe('web.addressInvalid')
  })

  it.each([
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'printer',
    'nas.local',
    'db.internal',
    'router.lan',
    'ｌocalhost',
  ])('is not %s, a name of the own network', (host) => {
    expect(codeOf(() => checkUrl(`http://${host}/`, everywhere))).toBe('web.privateAddress')
  })

  it('is read as a browser reads it before it is held against the grants', () => {
    const own = [grant('Example.com')]
    for (const url of [
      'https://example.com',
      'https://EXAMPLE.COM./x',
      'https://ｅｘａｍｐｌｅ。com/',
      'https:example.com',
    ]) {
      expect(checkUrl(url, own).host, url).toBe('example.com')
    }
    // The Cyrillic а is another name, whatever it looks like.
    expect(codeOf(() => checkUrl('https://exаmple.com/', own))).toBe('web.notGranted')
    expect(checkUrl('https://bücher.example/', [grant('xn--bcher-kva.example')]).host).toBe('xn--bcher-kva.example')
  })

  it('belongs to the granted site, its port, and its lower names only where that is said', () => {
    const check = (url: string, ...grants: SiteGrant[]) => codeOf(() => checkUrl(url, grants))
    expect(check('https://a.example.com/', grant('example.com'))).toBe('web.notGranted')
    expect(check('https://a.example.com/', grant('example.com', { subdomains: true }))).toBe('allowed')
    expect(check('https://notexample.com/', grant('example.com', { subdomains: true }))).toBe('web.notGranted')
    expect(check('https://example.com.evil.example/', grant('example.com', { subdomains: true }))).toBe(
      'web.notGranted',
    )
    expect(check('https://example.com:8443/', grant('example.com'))).toBe('web.notGranted')
    expect(check('https://example.com:8443/', grant('example.com', { port: 8443 }))).toBe('allowed')
    expect(check('https://example.com/')).toBe('web.notGranted')
  })

  it('opens the own network only to a grant that names the site, and never to everything', () => {
    const home = grant('nas.local', { privateNetwork: true })
    expect(checkAnswers(checkUrl('http://nas.local/', [home]), ['192.168.1.20']).address).toBe('192.168.1.20')
    expect(codeOf(() => checkUrl('http://nas.local/', [grant('*', { privateNetwork: true })]))).toBe(
      'web.privateAddress',
    )
    expect(codeOf(() => checkAnswers(checkUrl('http://nas.local/', [home]), ['169.254.169.254']))).toBe(
      'web.privateAddress',
    )
    const named = [grant('127.0.0.1', { port: 8080, privateNetwork: true })]
    expect(checkAnswers(checkUrl('http://0x7f.1:8080/', named), []).address).toBe('127.0.0.1')
  })
})

describe('what a name was found at', () => {
  const checked = checkUrl('https://example.com/', everywhere)

  it('is the one address that is connected to', () => {
    expect(checkAnswers(checked, ['93.184.216.34', '2606:2800:220:1::1'])).toMatchObject({
      address: '93.184.216.34',
      port: 443,
    })
  })

  it.each([
    [['93.184.216.34', '10.0.0.1']],
    [['::ffff:10.0.0.1']],
    [['0x7f.1']],
    [['127.1']],
    [['fe80::1%eth0']],
    [['fd12::1']],
    [['']],
  ])('is refused as a whole when one address is not public: %j', (answers) => {
    expect(codeOf(() => checkAnswers(checked, answers))).toBe('web.privateAddress')
  })

  it('may be nothing', () => {
    expect(codeOf(() => checkAnswers(checked, []))).toBe('web.notFound')
  })
})

describe('a public address', () => {
  it('is not in any closed range, alone or wrapped', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const inside = fc.oneof(
      fc.tuple(fc.constant(10), byte, byte, byte),
      fc.tuple(fc.constant(127), byte, byte, byte),
      fc.tuple(fc.constant(0), byte, byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
      fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
    )
    fc.assert(
      fc.property(inside, (bytes) => {
        const plain = bytes.join('.')
        for (const text of [plain, `::ffff:${plain}`, `::${plain}`, `64:ff9b::${plain}`]) {
          expect(isPublicAddress(text), text).toBe(false)
        }
      }),
    )
  })

  it.each([
    '8.8.8.8',
    '114.114.114.114',
    '223.5.5.5',
    '2606:4700:4700::1111',
    '2400:3200::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('is %s', (text) => expect(isPublicAddress(text)).toBe(true))

  it.each([
    '::',
    '::1',
    'fe80::1',
    'fec0::1',
    'fc00::1',
    'ff02::1',
    '2001:db8::1',
    '3fff::1',
    '100::1',
    '5f00::1',
    '4000::1',
    '168.63.129.16',
  ])('is not %s', (text) => expect(isPublicAddress(text)).toBe(false))
})
