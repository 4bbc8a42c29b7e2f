import type { OfferedTemplate } from '../../../shared/model/template.ts'

/** Templates that have to do with every word typed, by their names, what they are about, and their examples. */
export function findTemplates(templates: readonly OfferedTemplate[], typed: string): readonly OfferedTemplate[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return templates
  const rankOf = ({ name, about, example }: OfferedTemplate) => {
    const said = [name, about, example].map((text) => text.toLowerCase())
    const ranks = words.map((word) => said.findIndex((text) => text.includes(word)))
    return ranks.includes(-1) ? null : ranks.reduce((sum, rank) => sum + rank, 0)
  }
  return templates
    .flatMap((template) => {
      const rank = rankOf(template)
      return rank === null ? [] : [{ template, rank }]
    })
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ template }) => template)
}
