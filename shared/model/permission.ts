import { z } from 'zod'
import type { StepId } from './brand.ts'

const pathSchema = z.string().max(4096)

/** An absolute path. `write` is for new files in a folder; with `changes` also for what lies there already. */
const filePermissionSchema = z.object({
  kind: z.literal('files'),
  path: pathSchema,
  access: z.enum(['read', 'write']),
  isFolder: z.boolean(),
  changes: z.boolean(),
})
export type FilePermission = Readonly<z.infer<typeof filePermissionSchema>>

/**
 * `host`: a name or an address; `*` is every public site. `subdomains`: names below it too. `ports`: besides the usual two of the web.
 * `signedIn`: as the visitor its owner signed in. `private`: of this computer or its network too.
 */
const sitePermissionSchema = z.object({
  kind: z.literal('site'),
  host: z.string().max(300),
  subdomains: z.boolean(),
  ports: z.array(z.number().int()).max(10),
  signedIn: z.boolean(),
  private: z.boolean(),
})
export type SitePermission = Readonly<z.infer<typeof sitePermissionSchema>>

/** Something an agent may do. What is not on its list it may not do, whatever a model or a text says. */
export const permissionSchema = z.union([
  filePermissionSchema,
  sitePermissionSchema,
  /** `account`: of the settings. */
  z.object({ kind: z.literal('mail'), account: z.string().max(120), may: z.enum(['read', 'draft']) }),
  /** `people`: their addresses; `columns`: whose values may name anyone. */
  z.object({
    kind: z.literal('mail'),
    account: z.string().max(120),
    may: z.literal('send'),
    people: z.array(z.string().max(1000)).max(500),
    columns: z.array(z.string().max(80)).max(500),
  }),
  z.object({ kind: z.literal('robot'), robot: z.string().max(120) }),
  /** `arguments`: word for word; null for whichever, each time after its owner's yes. */
  z.object({
    kind: z.literal('program'),
    path: pathSchema,
    arguments: z.array(z.string().max(8000)).max(200).nullable(),
    asks: z.boolean(),
  }),
  z.object({ kind: z.literal('tool'), server: z.string().max(80), tool: z.string().max(200) }),
  z.object({ kind: z.literal('result'), agent: z.string().max(200) }),
  /** Texts go to the services of its models. */
  z.object({ kind: z.literal('model') }),
  z.object({ kind: z.literal('clipboard') }),
  /** Messages on this computer's desktop. */
  z.object({ kind: z.literal('tell') }),
])
export type Permission = Readonly<z.infer<typeof permissionSchema>>

/** A permission, and the field of the step that gives it. */
export type Grant = Permission & { readonly field: string }

/** A permission, and the field it was given in; null for one that comes from what starts the agent. */
export type GivenPermission = Permission & { readonly from: { readonly stepId: StepId; readonly field: string } | null }

/** What an agent without the permission is said not to be able to do. */
export const refusals = [
  'change',
  'elsewhere',
  'web',
  'otherSites',
  'mail',
  'send',
  'otherPeople',
  'robots',
  'programs',
  'otherPrograms',
  'tools',
  'clipboard',
] as const
export type Refusal = (typeof refusals)[number]
