import type { StepId } from './brand.ts'

/** Something an agent may do. What is not on its list it may not do, whatever a model or a text says. */
export type Permission =
  | FilePermission
  | SitePermission
  /** `account`: of the settings. */
  | { readonly kind: 'mail'; readonly account: string; readonly may: 'read' | 'draft' }
  /** `people`: their addresses; `columns`: whose values may name anyone. */
  | {
      readonly kind: 'mail'
      readonly account: string
      readonly may: 'send'
      readonly people: readonly string[]
      readonly columns: readonly string[]
    }
  | { readonly kind: 'robot'; readonly robot: string }
  /** `arguments`: word for word; null for whichever, each time after its owner's yes. */
  | {
      readonly kind: 'program'
      readonly path: string
      readonly arguments: readonly string[] | null
      readonly asks: boolean
    }
  | { readonly kind: 'tool'; readonly server: string; readonly tool: string }
  | { readonly kind: 'result'; readonly agent: string }
  /** Texts go to the services of its models. */
  | { readonly kind: 'model' }
  | { readonly kind: 'clipboard' }
  /** Messages on this computer's desktop. */
  | { readonly kind: 'tell' }

/** An absolute path. `write` is for new files in a folder; with `changes` also for what lies there already. */
export type FilePermission = {
  readonly kind: 'files'
  readonly path: string
  readonly access: 'read' | 'write'
  readonly isFolder: boolean
  readonly changes: boolean
}

/**
 * `host`: a name or an address; `*` is every public site. `subdomains`: names below it too. `ports`: besides the usual two of the web.
 * `signedIn`: as the visitor its owner signed in. `private`: of this computer or its network too.
 */
export type SitePermission = {
  readonly kind: 'site'
  readonly host: string
  readonly subdomains: boolean
  readonly ports: readonly number[]
  readonly signedIn: boolean
  readonly private: boolean
}

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
