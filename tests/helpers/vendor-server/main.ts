import { parseArgs } from 'node:util'
import { z } from 'zod'
import { serviceDialectSchema } from '../../../shared/model/provider.ts'
import { behaviourSchema } from './behaviour.ts'
import { startVendorServer } from './server.ts'

/**
 * The vendor as a program of its own, for tests that kill processes:
 * `node tests/helpers/vendor-server/main.ts --options '{"journal":"/tmp/vendor.jsonl"}'`. It prints one line of JSON with its
 * address and ends with its standard input, so that it never outlives the test that started it.
 */
const optionsSchema = z.strictObject({
  port: z.number().int().min(0).max(65_535).default(0),
  keys: z.array(z.string()).optional(),
  models: z.array(z.string()).optional(),
  defaults: behaviourSchema.default({}),
  journal: z.string().optional(),
  vendor: serviceDialectSchema.optional(),
})

const { values } = parseArgs({ options: { options: { type: 'string', default: '{}' } } })
const { keys, models, journal, vendor, ...rest } = optionsSchema.parse(JSON.parse(values.options))
const server = await startVendorServer({
  ...rest,
  ...(keys === undefined ? {} : { keys }),
  ...(models === undefined ? {} : { models }),
  ...(journal === undefined ? {} : { journal }),
  ...(vendor === undefined ? {} : { vendor }),
})
process.stdout.write(`${JSON.stringify({ port: server.port, baseUrl: server.baseUrl })}\n`)

const stop = (): void => {
  void server.close().then(() => process.exit(0))
}
process.stdin.resume()
process.stdin.once('end', stop)
process.once('SIGTERM', stop)
