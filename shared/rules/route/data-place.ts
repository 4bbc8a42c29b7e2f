import { dialectFacts } from '../../model/dialect-facts.ts'
import type { DataPlace } from '../../model/policy.ts'
import { practiceProviderId, type Provider } from '../../model/provider.ts'
import { isPassedOn } from '../facts/passed-on.ts'

type Place = Pick<Provider, 'id' | 'dialect' | 'baseUrl'>

/** True where a model may have an agent's data. Practice is always here; every model choice, stand-in and trial is asked this. */
export function mayHaveData(dataPlace: DataPlace, provider: Place, model: string): boolean {
  switch (dataPlace.kind) {
    case 'anywhere':
      return true
    case 'thisComputer':
      return staysHere(provider, model)
    case 'vendors':
      return provider.id === practiceProviderId || dataPlace.providerIds.includes(provider.id)
  }
}

/**
 * True where nothing leaves this computer: practice, a model that runs in the app itself, or a model server we know at this computer's own address. A service that
 * only speaks OpenAI's language may pass everything on, and so does a local server with a model of its maker's cloud; a server
 * on another computer is outside.
 */
export function staysHere(provider: Place, model: string): boolean {
  if (provider.id === practiceProviderId || provider.dialect === 'own') return true
  const address = provider.baseUrl === null ? null : URL.parse(provider.baseUrl)
  return dialectFacts[provider.dialect].kind === 'local' && address !== null && isHere(address) && !isPassedOn(model)
}

/** Names under `.localhost` are left to the system's name service, so they are not taken for here. */
function isHere({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)
}

/** A service that itself passes data on to others. */
export function passesOn(provider: Pick<Provider, 'dialect'>): boolean {
  return provider.dialect === 'openrouter'
}
