import { describe, expect, it } from 'vitest'
import { isSignInHost, maySignInAt } from '../../../shared/rules/sign-in-sites.ts'
import { isOwnDevice, isWebAddress } from '../../../shared/rules/web-address.ts'

describe('a window for signing in to a site', () => {
  it.each([
    ['https://shop.example.com/orders', 'https://shop.example.com/login'],
    ['https://shop.example.com/', 'https://passport.example.com/'],
    ['https://item.jd.com/', 'https://passport.jd.com/new/login.aspx'],
    ['https://www.shop.co.uk/', 'https://my.shop.co.uk/'],
    ['https://shop.example/', 'https://accounts.google.com/o/oauth2'],
    ['https://shop.example/', 'https://open.weixin.qq.com/connect/qrconnect'],
    ['http://192.168.1.20:8080/', 'http://192.168.1.20:8080/login'],
  ])('at %s goes to %s', (site, address) => expect(maySignInAt(site, address)).toBe(true))

  it.each([
    ['https://shop.example.com/', 'https://evil.example/'],
    ['https://shop.example.com/', 'https://shop.example.com.evil.example/'],
    ['https://shop.co.uk/', 'https://other.co.uk/'],
    ['https://shop.example.com/', 'http://shop.example.com/'],
    ['https://shop.example.com/', 'file:///etc/passwd'],
    ['https://shop.example.com/', 'kaihe://app/index.html'],
    ['http://192.168.1.20/', 'http://192.168.1.21/'],
    ['http://192.168.1.20/', 'http://192.168.1.20:9090/'],
    ['nonsense', 'https://shop.example.com/'],
  ])('at %s does not go to %s', (site, address) => expect(maySignInAt(site, address)).toBe(false))

  it('knows hosts that sign people in by their names', () => {
    for (const host of ['login.example.com', 'sso.firm.example', 'id.example.com'])
      expect(isSignInHost(host)).toBe(true)
    for (const host of ['blogin.example.com', 'idea.example.com', 'example.com']) expect(isSignInHost(host)).toBe(false)
  })
})

describe('an address that is typed', () => {
  it('is one of the web, or none', () => {
    for (const typed of ['https://example.com/', ' http://192.168.1.20:8080/a ']) expect(isWebAddress(typed)).toBe(true)
    for (const typed of [
      '',
      'example.com',
      'ftp://example.com/',
      'javascript:alert(1)',
      'https://a:b@example.com/',
      'https://',
    ]) {
      expect(isWebAddress(typed), typed).toBe(false)
    }
  })

  it('means a device of the owner where it is written in numbers', () => {
    for (const typed of ['http://192.168.1.20/', 'http://2130706433/', 'http://[::1]/'])
      expect(isOwnDevice(typed)).toBe(true)
    for (const typed of ['https://example.com/', 'https://4.example/', ''])
      expect(isOwnDevice(typed), typed).toBe(false)
  })
})
