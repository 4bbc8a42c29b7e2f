import { describe, expect, it } from 'vitest'
import { opensSite } from '../../../shared/rules/opens-site.ts'
import { siteOf } from '../../../shared/steps/grants.ts'

const site = (host: string, changes: object = {}) => ({
  kind: 'site' as const,
  host,
  subdomains: false,
  ports: [],
  signedIn: false,
  private: false,
  ...changes,
})
const typed = (address: string) => siteOf(address, false) ?? site('')

describe('the site of an address', () => {
  it('is the very host, at the ports of the web and at those that were named', () => {
    expect(opensSite(site('example.com'), 'https://example.com/a?b')).toBe(true)
    expect(opensSite(site('example.com'), 'https://EXAMPLE.com./')).toBe(true)
    expect(opensSite(site('example.com'), 'https://www.example.com/')).toBe(false)
    expect(opensSite(site('example.com', { subdomains: true }), 'https://www.example.com/')).toBe(true)
    expect(opensSite(site('example.com'), 'https://example.com:8443/')).toBe(false)
    expect(opensSite(site('example.com', { ports: [8443] }), 'https://example.com:8443/')).toBe(true)
    expect(opensSite(site('*'), 'https://anywhere.example/')).toBe(true)
  })

  it.each([
    'https://example.com.evil.example/',
    'https://notexample.com/',
    'https://example.com@evil.example/',
    'https://user:word@example.com/',
    'https://exаmple.com/',
    'file:///example.com',
    'javascript:example.com',
    'example.com',
    '',
  ])('is not that of %s', (address) => {
    expect(opensSite(site('example.com', { subdomains: true }), address)).toBe(false)
  })

  it('is read from what was typed as the runner reads it', () => {
    expect(opensSite(typed('https://www.shop.example/p'), 'https://m.shop.example/')).toBe(true)
    expect(opensSite(typed('http://192.168.1.20:8080/'), 'http://192.168.1.20:8080/x')).toBe(true)
    expect(opensSite(typed('http://0xc0.0xa8.1.20/'), 'http://192.168.1.20/')).toBe(true)
    expect(opensSite(typed('http://[fd00::1]:81/'), 'http://[fd00:0:0::1]:81/')).toBe(true)
    expect(opensSite(typed('http://192.168.1.20/'), 'http://a.192.168.1.20/')).toBe(false)
    expect(siteOf('ftp://example.com', false)).toBeNull()
    expect(siteOf('not an address', false)).toBeNull()
  })
})
