import type { Page } from '@playwright/test'
import { z } from 'zod'
import { type CommandName, type CommandReply, type CommandRequest, commands } from '../../shared/contract/commands.ts'
import { appErrorSchema } from '../../shared/contract/errors.ts'
import type { Mirror } from '../../shared/contract/mirror.ts'

const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appErrorSchema }),
])

const replies: { readonly [Name in CommandName]: { readonly reply: z.ZodType<CommandReply<Name>> } } = commands

/** Sends anything over the page's bridge, as a page gone wrong would. */
export async function sendRaw(page: Page, name: string, args: unknown): Promise<z.infer<typeof resultSchema>> {
  const result: unknown = await page.evaluate(([name, args]) => window.kaihe.request(name, args), [name, args] as const)
  return resultSchema.parse(result)
}

/** Sends a command over the page's bridge, where what is asked is not what a test is about. Throws what main refuses. */
export async function send<Name extends CommandName>(
  page: Page,
  name: Name,
  request: CommandRequest<Name>,
): Promise<CommandReply<Name>> {
  const result = await sendRaw(page, name, request)
  if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`)
  return replies[name].reply.parse(result.value)
}

/** What main knows, as a page that opens is told. */
export async function readSnapshot(page: Page): Promise<Mirror> {
  return (await send(page, 'app.snapshot', {})).mirror
}
