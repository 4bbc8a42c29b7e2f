import type { DialectName } from '../../model/provider.ts'

/** Other names of models in lower case, and the one they are listed under in the price book. */
export type SameModels = ReadonlyMap<string, string>

/**
 * What two names of one model have in common: without its maker, its date and its offer (`:free`), and by the name the price book lists
 * it under. Versions that differ only by their day are one model; a name the book does not know stays as it is.
 */
export function keyOfListed(slug: string, same: SameModels): string {
  return keyOf(withoutOffer(slug), same)
}

/** The same of a name the owner's service uses. A colon is an offer at a router, and a size everywhere else (`qwen3:8b`). */
export function keyOfOwn(model: string, dialect: DialectName, same: SameModels): string {
  if (dialect === 'openrouter') return keyOfListed(model, same)
  return keyOf(model.replace(/:latest$/i, '').replaceAll(':', '-'), same)
}

/** A ranking's name for people: without maker, offer and date. */
export function plainName(slug: string): string {
  const whole = withoutOffer(slug)
  return withoutDate(whole.slice(whole.indexOf('/') + 1))
}

function keyOf(name: string, same: SameModels): string {
  const plain = (name.split('/').at(-1) ?? name).trim().toLowerCase()
  const bare = withoutDate(plain)
  const listed = same.get(plain) ?? same.get(bare) ?? bare
  // Routers write versions with a dot where some makers write a dash.
  return withoutDate(listed)
    .replaceAll('_', '-')
    .replaceAll(/(\d)\.(\d)/g, '$1-$2')
}

function withoutOffer(slug: string): string {
  const colon = slug.indexOf(':')
  return colon < 1 ? slug : slug.slice(0, colon)
}

function withoutDate(name: string): string {
  return name.replace(/(.)-(?:20\d{6}|\d{6}|20\d{2}-\d{2}-\d{2}|latest)$/, '$1')
}
