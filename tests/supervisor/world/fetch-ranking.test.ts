import { describe, expect, it } from 'vitest'
import { fetchRanking, publicAddresses } from '../../../electron/supervisor/world/fetch-ranking.ts'
import { isWebAddress } from '../../../shared/rules/web-address.ts'

const { signal } = new AbortController()

/** A network on which every address answers so; what was asked is kept. */
function network(answer: () => Response) {
  const asked: { url: string; init: RequestInit }[] = []
  return { asked, fetch: async (url: string, init: RequestInit) => (asked.push({ url, init }), answer()), signal }
}

describe('where a ranking is fetched', () => {
  it('is OpenRouter, over https, without a key, a cookie or a way elsewhere', async () => {
    const table = 'date,model_permaslug,total_tokens\n2026-11-26,a/b,5\n'
    const edge = network(() => new Response(table))
    expect(await fetchRanking(publicAddresses, edge)).toMatchObject({ host: 'openrouter.ai', figures: { rows: [{}] } })
    for (const address of publicAddresses) {
      expect(isWebAddress(address) && address.startsWith('https://openrouter.ai/')).toBe(true)
    }
    expect(edge.asked).toHaveLength(1)
    expect(edge.asked[0]?.init).toMatchObject({ redirect: 'error', credentials: 'omit', cache: 'no-store' })
    expect(new Headers(edge.asked[0]?.init.headers).has('authorization')).toBe(false)
  })

  it('is not asked twice where a proxy wants to know who asks', async () => {
    const edge = network(() => new Response(null, { status: 407 }))
    await expect(fetchRanking(publicAddresses, edge)).rejects.toMatchObject({ code: 'network.proxySignIn' })
    expect(edge.asked).toHaveLength(1)
  })

  it('is never a strange place without https', async () => {
    const edge = network(() => new Response(''))
    await expect(fetchRanking(['http://openrouter.ai/latest.csv'], edge)).rejects.toMatchObject({
      code: 'ranking.refused',
    })
    expect(edge.asked).toEqual([])
  })
})
