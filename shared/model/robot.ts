import { z } from 'zod'

export const robotKindSchema = z.enum(['feishu', 'dingtalk', 'wecom', 'telegram', 'slack', 'webhook'])
export type RobotKind = z.infer<typeof robotKindSchema>

/**
 * A chat robot agents may write to. Its address holds a secret, so that only the name of the site is told; the address, the word it
 * signs with and the chat are kept where keys are.
 */
export const robotSchema = z.object({
  id: z.string().min(1).max(120),
  name: z.string().trim().min(1).max(80),
  kind: robotKindSchema,
  host: z.string().max(300),
  signs: z.boolean(),
})
export type Robot = z.infer<typeof robotSchema>

/** What each service takes in one message: bytes of UTF-8, or characters. Sources stand in `electron/supervisor/robots/messages.ts`. */
export const messageLimits: {
  readonly [Kind in RobotKind]: { readonly unit: 'bytes' | 'characters'; readonly most: number }
} = {
  feishu: { unit: 'bytes', most: 18_000 },
  dingtalk: { unit: 'bytes', most: 18_000 },
  wecom: { unit: 'bytes', most: 2048 },
  telegram: { unit: 'characters', most: 4096 },
  slack: { unit: 'characters', most: 38_000 },
  webhook: { unit: 'characters', most: 100_000 },
}

/** A text cut to what a service takes, with an ellipsis where something is missing; never in the middle of a character. */
export function fitMessage(kind: RobotKind, text: string): string {
  const { unit, most } = messageLimits[kind]
  const sizeOf = (part: string) => (unit === 'bytes' ? new TextEncoder().encode(part).length : part.length)
  if (sizeOf(text) <= most) return text
  let room = most - sizeOf('…')
  let kept = ''
  for (const character of text) {
    room -= sizeOf(character)
    if (room < 0) break
    kept += character
  }
  return `${kept}…`
}
