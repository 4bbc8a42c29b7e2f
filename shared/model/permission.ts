import type { StepId } from './brand.ts'

/** Something an agent may do. What is not on its list it may not do, whatever a model or a text says. */
export type Permission =
  /** Absolute paths. `write`: new files in a folder, changes of a file. */
  | { readonly kind: 'files'; readonly path: string; readonly access: 'read' | 'write'; readonly isFolder: boolean }
  /** `private`: of this computer or its network. `signedIn`: as the visitor its owner signed in. `*` is every public site. */
  | { readonly kind: 'site'; readonly host: string; readonly signedIn: boolean; readonly private: boolean }
  /** `account`: of the settings. `to`: whom, as the owner wrote it; may name columns. */
  | { readonly kind: 'mail'; readonly account: string; readonly may: 'read' | 'draft' | 'send'; readonly to: string }
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

/** A permission, and the field it was given in; null for one that comes from what starts the agent. */
export type GivenPermission = Permission & { readonly from: { readonly stepId: StepId; readonly field: string } | null }

/** What an agent without the permission is said not to be able to do. */
export const refusals = ['change', 'web', 'mail', 'send', 'robots', 'programs', 'tools', 'clipboard'] as const
export type Refusal = (typeof refusals)[number]
