import { describe, expect, it } from 'vitest'
import { createOutgoingFetch } from '../electron/outgoing-fetch.ts'

describe('the outgoing fetch', () => {
  it.each([
    ['http://127.0.0.1:11434/v1/models', 'direct'],
    ['http://localhost:1234/v1/models', 'direct'],
    ['http://[::1]:8080/v1/models', 'direct'],
    ['https://api.openai.com/v1/models', 'system'],
    ['http://192.168.1.4/v1/models', 'system'],
    ['https://localhost.example.com/v1', 'system'],
  ])('%s goes %s', async (url, way) => {
    const answer = (text: string) => () => Promise.resolve(new Response(text))
    const fetch = createOutgoingFetch({ viaSystem: answer('system'), direct: answer('direct') })
    expect(await (await fetch(url, {})).text()).toBe(way)
  })
})
