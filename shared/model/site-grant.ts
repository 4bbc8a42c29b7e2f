import { z } from 'zod'

/** Web sites an agent may reach. Everything that is not granted is refused. */
export const siteGrantSchema = z.object({
  /** A name or an address, as a person would type it; `*` is every public site. */
  host: z.string().min(1).max(253),
  /** Names below that one too. */
  subdomains: z.boolean().default(false),
  /** Null: the usual ports of the web, 80 and 443. */
  port: z.number().int().min(1).max(65_535).nullable().default(null),
  /** This computer and the home or office network too; never by `*`. */
  privateNetwork: z.boolean().default(false),
})
export type SiteGrant = z.infer<typeof siteGrantSchema>
