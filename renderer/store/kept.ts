import type { z } from 'zod'

/**
 * Small things the page keeps for itself while it is released in the tray: unsaved edits and the place it showed. Main's
 * facts are never kept here. Reads null when there is nothing usable.
 */
export function readKept<Schema extends z.ZodType>(name: string, schema: Schema): z.infer<Schema> | null {
  try {
    const text = localStorage.getItem(`kaihe.${name}`)
    if (text === null) return null
    const kept = schema.safeParse(JSON.parse(text))
    return kept.success ? kept.data : null
  } catch {
    // Broken or forbidden storage holds nothing usable; the page starts afresh.
    return null
  }
}

/** Keeps a value; a full or forbidden storage keeps nothing, and the page goes on. */
export function writeKept(name: string, value: unknown): void {
  try {
    localStorage.setItem(`kaihe.${name}`, JSON.stringify(value))
  } catch (error) {
    console.warn('not kept', name, error)
  }
}
