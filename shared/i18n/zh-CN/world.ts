import type { world as english } from '../en/world.ts'
import type { Translation } from '../texts.ts'

export const world: Translation<typeof english> = {
  under: '不到 {{share}}',
}
