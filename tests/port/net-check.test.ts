import { describe, expect, it } from 'vitest'
import { netCheck } from '../../electron/dev/port/operations/net-check.ts'
import { askPort } from './ask-port.ts'

const ask = async (args: unknown) => (await askPort('net.check', args)).ok
const everywhere = [{ host: '*' }]

describe('net.check', () => {
  it('answers its own example', async () => {
    expect(await ask(netCheck.example.args)).toEqual(netCheck.example.ok)
  })

  it('says which address the connection is pinned to', async () => {
    const resolver = { 'example.com': ['93.184.216.34'] }
    expect(await ask({ grants: everywhere, url: 'https://EXAMPLE.com./a', resolver })).toMatchObject({
      allowed: true,
      connect: { host: 'example.com', address: '93.184.216.34', port: 443 },
    })
  })

  it('checks every redirect anew, and every look-up of a name that changes its mind', async () => {
    const resolver = { 'a.example': [['93.184.216.34'], ['127.0.0.1']], 'b.example': ['93.184.216.35'] }
    const asked = { grants: everywhere, url: 'https://a.example/', resolver }
    expect(await ask({ ...asked, redirects: ['https://b.example/', 'https://a.example/two'] })).toMatchObject({
      allowed: false,
      code: 'web.privateAddress',
      hops: [{ host: 'a.example' }, { host: 'b.example' }],
    })
    expect(await ask({ ...asked, redirects: ['http://2130706433/'] })).toMatchObject({ code: 'web.privateAddress' })
    expect(await ask({ ...asked, redirects: ['file:///etc/passwd'] })).toMatchObject({ code: 'web.addressInvalid' })
    expect(await ask({ ...asked, redirects: ['//a.example/'] })).toMatchObject({ code: 'web.tooManyRedirects' })
    expect(await ask({ ...asked, redirects: ['http://b.example/'] })).toMatchObject({ code: 'web.addressInvalid' })
  })

  it('ends a way without end', async () => {
    const redirects = Array.from({ length: 50 }, (_, index) => `https://a.example/${index}`)
    const resolver = { 'a.example': ['93.184.216.34'] }
    expect(await ask({ grants: everywhere, url: 'https://a.example/', resolver, redirects })).toMatchObject({
      code: 'web.tooManyRedirects',
    })
  })
})
