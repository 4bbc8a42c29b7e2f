import type { ModelName } from '../../model/brand.ts'
import type { DialectName } from '../../model/provider.ts'
import type { MakerUse, ModelUse, Ranking } from '../../model/world-usage.ts'
import { makerBefore, makerName, makerOfOwn } from './makers.ts'
import { keyOfListed, keyOfOwn, plainName, type SameModels } from './model-key.ts'

/** What the owner asked one model of one service. */
export type OwnUse = {
  readonly model: ModelName
  readonly dialect: DialectName
  readonly service: string
  readonly tokens: number
}

type Counted = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly maker: string
  readonly makerName: string
  world: bigint | null
  own: bigint
  readonly used: ModelUse['used']
}

/**
 * Sets the owner's models beside a ranking's. Versions and offers of one model are one; a model that is on one side alone stays as it
 * is. Sums are exact: the models' add up to those of the ranking without its `other`, and to all the owner used.
 */
export function compareUsage(
  ranking: Pick<Ranking, 'rows'> | null,
  own: readonly OwnUse[],
  same: SameModels,
): { models: ModelUse[]; makers: MakerUse[] } {
  const counted = new Map<string, Counted>()
  for (const { slug, tokens } of ranking?.rows ?? []) {
    const maker = makerBefore(slug) ?? ''
    const found = take(counted, {
      ...{ maker, key: keyOfListed(slug, same), name: plainName(slug) },
      makerName: makerName(maker),
    })
    found.world = (found.world ?? 0n) + BigInt(tokens)
  }
  const listed = Map.groupBy(counted.values(), ({ key }) => key)
  for (const { model, dialect, service, tokens } of own) {
    const maker = makerOfOwn(model, dialect)
    const key = keyOfOwn(model, dialect, same)
    const known = nearest(listed.get(key) ?? [], maker)
    const found =
      known ??
      take(counted, {
        ...{ key, name: dialect === 'openrouter' ? plainName(model) : model, maker: maker ?? `service ${service}` },
        makerName: maker === null ? service : makerName(maker),
      })
    found.own += BigInt(tokens)
    if (!found.used.some((each) => each.model === model && each.service === service)) {
      found.used.push({ model, service })
    }
  }
  const models = [...counted.values()].toSorted(byUse)
  return { models: models.map(toModel), makers: makersOf(models) }
}

function take(counted: Map<string, Counted>, model: Pick<Counted, 'key' | 'name' | 'maker' | 'makerName'>): Counted {
  const id = `${model.maker}/${model.key}`
  const found = counted.get(id) ?? { ...model, id, world: null, own: 0n, used: [] }
  counted.set(id, found)
  return found
}

/** Of models of one name, the one of the same maker; where nobody knows whose it is, the one asked most. */
function nearest(models: readonly Counted[], maker: string | null): Counted | undefined {
  const [most] = models.toSorted(byUse)
  return models.find((each) => each.maker === maker) ?? most
}

function makersOf(models: readonly Counted[]): MakerUse[] {
  const makers = [...Map.groupBy(models, ({ maker }) => maker)].map(([id, made]) => {
    const ranked = made.flatMap(({ world }) => world ?? [])
    return {
      id,
      name: made[0]?.makerName ?? id,
      world: ranked.length === 0 ? null : sum(ranked),
      own: sum(made.map(({ own }) => own)),
    }
  })
  return makers.toSorted(byUse).map(({ world, own, ...maker }) => ({ ...maker, ...digits({ world, own }) }))
}

function toModel({ id, name, makerName: maker, used, ...tokens }: Counted): ModelUse {
  return { id, name, maker, used, ...digits(tokens) }
}

function digits({ world, own }: { world: bigint | null; own: bigint }): { world: string | null; own: string } {
  return { world: world === null ? null : String(world), own: String(own) }
}

function byUse(left: Pick<Counted, 'world' | 'own'>, right: Pick<Counted, 'world' | 'own'>): number {
  const [less, more] = [right.world ?? -1n, left.world ?? -1n]
  if (less !== more) return less < more ? -1 : 1
  return left.own === right.own ? 0 : left.own < right.own ? 1 : -1
}

function sum(numbers: readonly bigint[]): bigint {
  return numbers.reduce((total, each) => total + each, 0n)
}
