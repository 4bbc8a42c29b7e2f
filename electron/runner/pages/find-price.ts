import { z } from 'zod'
import { type FoundNumber, findNumber, unitOf } from './find-number.ts'

/**
 * The price a shop's page states for programs (schema.org offers in JSON-LD or microdata, Open Graph's `product:price`), which is
 * surer than any number a reader sees. Null where it states none.
 */
export function findPrice(page: Document): FoundNumber | null {
  return fromScripts(page) ?? fromMarks(page)
}

const offerSchema = z.object({
  price: z.union([z.string(), z.number()]).optional(),
  lowPrice: z.union([z.string(), z.number()]).optional(),
  priceCurrency: z.string().optional(),
})
const offersSchema = z.object({ offers: z.union([offerSchema, z.array(offerSchema)]) })

function fromScripts(page: Document): FoundNumber | null {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    for (const each of objectsIn(parsed(script.textContent))) {
      const offers = offersSchema.safeParse(each)
      if (!offers.success) continue
      for (const offer of [offers.data.offers].flat()) {
        const found = priced(offer.price ?? offer.lowPrice, offer.priceCurrency)
        if (found !== null) return found
      }
    }
  }
  return null
}

function fromMarks(page: Document): FoundNumber | null {
  const valueOf = (selector: string): string | undefined => {
    const element = page.querySelector(selector)
    return element?.getAttribute('content') ?? element?.textContent.trim()
  }
  return (
    priced(valueOf('[itemprop="price"]'), valueOf('[itemprop="priceCurrency"]')) ??
    priced(valueOf('meta[property="product:price:amount"]'), valueOf('meta[property="product:price:currency"]'))
  )
}

/** Prices for programs are written with a point (schema.org `price`), whatever the language of the page. */
function priced(price: string | number | undefined, currency: string | undefined): FoundNumber | null {
  const found = price === undefined ? null : findNumber(String(price), '', 'en')
  return found === null ? null : { value: found.value, unit: currency ? unitOf(currency.trim(), 'en') : found.unit }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, 500_000))
  } catch {
    return null
  }
}

/** The object itself, those of a list, and those of a `@graph`. */
function objectsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice(0, 200).flatMap(objectsIn)
  const graph = z.object({ '@graph': z.array(z.unknown()) }).safeParse(value)
  return graph.success ? [value, ...graph.data['@graph'].slice(0, 200)] : [value]
}
