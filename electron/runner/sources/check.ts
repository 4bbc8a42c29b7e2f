import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { PortCaller } from '../../ipc/port-calls.ts'
import { send } from '../tools/mail/outgoing.ts'
import type { WebWays } from '../tools/web/fetch-guarded.ts'
import { checkFeed } from './check-feed.ts'
import { checkMail, tryMailbox } from './check-mail.ts'
import { checkPage } from './check-page.ts'
import { AskedToWait } from '../tools/web/fetch-changed.ts'
import type { Look } from './look.ts'
import type { CheckOrder, MailDoor, SourcesContract, SourcesOrder } from './protocol.ts'

type World = { readonly ways: WebWays; readonly clock: Clock; readonly main: PortCaller<SourcesContract> }

const atOnce = 4

/** Makes a batch of looks, a few at a time and never two at one server at once, and tells main of each as it is done. */
export async function makeChecks(checks: readonly CheckOrder[], world: World): Promise<void> {
  const lines = [...Map.groupBy(checks, serverOf).values()]
  const work = async (): Promise<void> => {
    for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
      for (const check of line) await checkAndTell(check, world)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  await world.main.call('checks.done', {})
}

/** Opens a mailbox once and tells main whether that worked. */
export async function testMail(door: MailDoor, main: World['main']): Promise<void> {
  try {
    await main.call('mail.tested', { error: null, folders: await tryMailbox(door) })
  } catch (thrown) {
    await main.call('mail.tested', { error: toAppError(thrown), folders: [] })
  }
}

/** Writes to an account's own address and tells main whether that worked. */
export async function sendNotice(
  { address, door, notice }: Extract<SourcesOrder, { type: 'sendNotice' }>,
  main: World['main'],
): Promise<void> {
  try {
    await send({ address, sending: door }, { ...notice, to: [address], inReplyTo: null, isAutomatic: true })
    await main.call('notice.sent', { error: null })
  } catch (thrown) {
    await main.call('notice.sent', { error: toAppError(thrown) })
  }
}

async function checkAndTell(check: CheckOrder, world: World): Promise<void> {
  const { main, clock } = world
  const { agentId, triggerId } = check
  try {
    const { cursor, facts } = await look(check, world)
    if (facts === null) await main.call('source.looked', { agentId, triggerId, cursor })
    else await main.call('source.happened', { agentId, triggerId, facts, paths: [], cursor, dueAt: clock.now() })
  } catch (thrown) {
    if (thrown instanceof CodedError && thrown.code === 'run.ended') throw thrown
    const retryAt = thrown instanceof AskedToWait ? instantSchema.parse(Math.round(thrown.retryAt)) : null
    await main.call('source.failed', { agentId, triggerId, error: toAppError(thrown), away: false, retryAt })
  }
}

function look(check: CheckOrder, { ways, clock }: World): Promise<Look> {
  switch (check.kind) {
    case 'page':
      return checkPage(check.trigger, check.cursor, { ways, now: clock.now, isBehindProxy: check.viaProxy })
    case 'feed':
      return checkFeed(check.trigger, check.cursor, { ways, now: clock.now, isBehindProxy: check.viaProxy })
    case 'mail':
      return checkMail(check.trigger, check.cursor, check.door)
  }
}

function serverOf(check: CheckOrder): string {
  return check.kind === 'mail' ? check.door.host : (URL.parse(check.trigger.url)?.host ?? '')
}
