import type { ModelPolicy } from '../../model/policy.ts'
import type { ModelReference } from '../../model/provider.ts'

/** The model a policy names, by itself or as the usual one; null where the choice is left to the router. */
export function wantedModel(policy: ModelPolicy, usual: ModelReference): ModelReference | null {
  switch (policy.kind) {
    case 'usual':
      return usual
    case 'named':
      return policy.model
    case 'cheapest':
    case 'balanced':
    case 'best':
      return null
  }
}

/** True for the same model of the same provider. */
export function sameModel(left: ModelReference, right: ModelReference): boolean {
  return left.providerId === right.providerId && left.model === right.model
}
