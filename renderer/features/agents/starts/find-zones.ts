import { type Zone, zoneSchema } from '../../../../shared/model/brand.ts'
import { zoneText } from '../../../../shared/rules/schedule-words.ts'

export type FoundZone = { readonly zone: Zone; readonly name: string; readonly place: string }

const names = new Map<string, readonly (FoundZone & { readonly searched: string })[]>()

/** Time zones whose city, country or own name holds every word that was typed, in the page's language or in English. */
export function findZones(typed: string, language: string, count: number): FoundZone[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return allZones(language)
    .filter(({ searched }) => words.every((word) => searched.includes(word)))
    .slice(0, count)
    .map(({ zone, name, place }) => ({ zone, name, place }))
}

/** Naming every zone takes a moment, so it is done once, when the first is looked for. */
function allZones(language: string) {
  const known = names.get(language)
  if (known !== undefined) return known
  const made = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')].flatMap((id) => {
    const zone = zoneSchema.safeParse(id)
    if (!zone.success) return []
    const place = nameOf(id, language, 'longGeneric')
    const others = [nameOf(id, 'en', 'shortGeneric'), nameOf(id, language, 'shortGeneric')]
    const searched = [id, id.replaceAll('_', ' '), place, ...others].join(' ').toLowerCase()
    return [{ zone: zone.data, name: zoneText(zone.data, language), place, searched }]
  })
  names.set(language, made)
  return made
}

function nameOf(zone: string, language: string, timeZoneName: 'longGeneric' | 'shortGeneric'): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName }).formatToParts(0)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
}
