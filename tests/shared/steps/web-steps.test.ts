import { describe, expect, it } from 'vitest'
import { exposureOf, problemsOf, stepSchema } from '../../../shared/steps/step.ts'

const page = { id: 'page', kind: 'readPage', what: 'article', part: '', render: 'plain' }
const feed = { id: 'feed', kind: 'readFeed', which: 'new', most: 20 }

describe('steps that read the web', () => {
  it.each([
    [{ ...page, address: 'https://example.com/' }, false],
    [{ ...page, address: 'https://example.com/', render: 'asInBrowser' }, false],
    [{ ...page, address: 'https://example.com/', render: 'signedIn' }, true],
    [{ ...page, address: 'http://192.168.1.20/meter' }, true],
    [{ ...page, address: 'http://[fd00::1]/' }, true],
    [{ ...feed, address: 'https://example.com/feed' }, false],
    [{ ...feed, address: 'http://127.0.0.1:8080/feed' }, true],
  ])('%j brings in what others wrote and lets nothing out; private: %s', (step, isPrivate) => {
    expect(exposureOf(stepSchema.parse(step))).toEqual({ private: isPrivate, untrusted: true, out: false })
  })

  it.each(['', 'example.com', 'file:///etc/passwd', 'https://me:word@example.com/'])(
    'cannot use the address %j',
    (address) => {
      for (const step of [page, feed]) {
        expect(problemsOf(stepSchema.parse({ ...step, address }))).toEqual([
          { field: 'address', code: 'address.invalid' },
        ])
      }
    },
  )
})
