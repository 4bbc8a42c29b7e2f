import { z } from 'zod'

/** A name or an address without scheme, port or path, as `proxy.office` or `10.0.0.8`. */
const hostSchema = z
  .string()
  .trim()
  .regex(/^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,251}[\p{L}\p{N}])?|\[[\da-fA-F:.]{2,45}\])$/u)
/** What goes past the proxy: a name, `*.office`, an address or a range as `10.0.0.0/8`. */
const exceptionSchema = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}*.:[\]/_-]{1,253}$/u)

/** How requests leave this computer for others. Requests to this computer itself never take a proxy. */
export const proxySchema = z.discriminatedUnion('mode', [
  /** As the system says: none, one, or a script that decides. */
  z.object({ mode: z.literal('system') }),
  z.object({ mode: z.literal('none') }),
  /** A script at an address decides (PAC). */
  z.object({ mode: z.literal('script'), address: z.url({ protocol: /^https?$/ }).max(2000) }),
  z.object({
    mode: z.literal('manual'),
    host: hostSchema,
    port: z.number().int().min(1).max(65_535),
    /** Who signs in at the proxy; null: nobody. The password is kept where keys are. */
    user: z.string().trim().min(1).max(200).nullable(),
    except: z.array(exceptionSchema).max(100),
  }),
])
export type Proxy = z.infer<typeof proxySchema>
