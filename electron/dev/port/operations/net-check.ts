import { z } from 'zod'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { siteGrantSchema } from '../../../../shared/model/site-grant.ts'
import { followRedirects } from '../../../runner/tools/web/follow-redirects.ts'
import { hostOf } from '../../../runner/tools/web/check-way.ts'
import { defineOperation } from '../operation.ts'

const way = z.object({
  url: z.string().describe('in its one spelling'),
  host: z.string(),
  port: z.number().int(),
  address: z.string().describe('what the connection is pinned to'),
})

export const netCheck = defineOperation({
  about: 'Decides whether a web address may be asked, over its redirects, and at which address of the network.',
  args: z.strictObject({
    grants: z.array(siteGrantSchema).describe('host * is every public site; nothing granted, nothing allowed'),
    url: z.string(),
    resolver: z
      .record(z.string(), z.union([z.array(z.string()), z.array(z.array(z.string()))]))
      .default({})
      .describe('what each name is found at: always the same, or a list of answers one look-up after the other'),
    redirects: z.array(z.string()).default([]).describe('where each answer sends the request, in order'),
  }),
  result: z.object({
    allowed: z.boolean(),
    code: z.string().nullable().describe('why not; null when allowed'),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    detail: z.string(),
    connect: way.nullable().describe('the last address asked, when allowed'),
    hops: z.array(way).describe('every address that was asked, in order'),
  }),
  example: {
    args: {
      grants: [{ host: 'example.com', subdomains: true }],
      url: 'https://example.com',
      resolver: { 'example.com': ['93.184.216.34'], 'www.example.com': ['10.0.0.5'] },
      redirects: ['https://www.example.com/'],
    },
    ok: {
      allowed: false,
      code: 'web.privateAddress',
      params: { site: 'www.example.com' },
      detail: '10.0.0.5',
      connect: null,
      hops: [{ url: 'https://example.com/', host: 'example.com', port: 443, address: '93.184.216.34' }],
    },
  },
  async run({ grants, url, resolver, redirects }) {
    const hops: z.infer<typeof way>[] = []
    const answersOf = createResolver(resolver)
    try {
      await followRedirects(url, grants, {
        resolve: async (host) => answersOf(host),
        async ask({ url: asked, host, port, address }) {
          hops.push({ url: asked.href, host, port, address })
          const redirect = redirects[hops.length - 1]
          return redirect === undefined ? { answer: null } : { redirect }
        },
      })
      return { allowed: true, code: null, params: {}, detail: '', connect: hops.at(-1) ?? null, hops }
    } catch (thrown) {
      if (!(thrown instanceof CodedError)) throw thrown
      const { code, params, detail } = thrown
      return { allowed: false, code, params, detail, connect: null, hops }
    }
  },
})

function createResolver(answers: Record<string, string[] | string[][]>): (host: string) => string[] {
  const known = new Map(Object.entries(answers).map(([name, found]) => [hostOf(name), found]))
  const asked = new Map<string, number>()
  return (host) => {
    const turn = asked.get(host) ?? 0
    asked.set(host, turn + 1)
    const found = known.get(host) ?? []
    const answer = found[Math.min(turn, found.length - 1)]
    return Array.isArray(answer) ? answer : found.filter((each) => typeof each === 'string')
  }
}
