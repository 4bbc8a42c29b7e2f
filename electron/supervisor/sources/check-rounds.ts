import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { PortHandlers } from '../../ipc/port-calls.ts'
import type { CheckOrder, MailDoor, SourceKey, SourcesContract } from '../../runner/sources/protocol.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import { keyOf, type SourceRecords, type SourceTrigger } from './source-records.ts'
import { startSourcesProcess } from './sources-process.ts'

/** What it takes to open a mail account's server. Throws `mail.accountMissing`, `mail.passwordMissing`, `keyring.locked`. */
export type DoorOf = (accountId: string) => Promise<MailDoor>

type Wanted = { readonly key: SourceKey; readonly trigger: SourceTrigger }

export type CheckRounds = {
  /** What is to be looked at from time to time, all of it; rounds are made when something is due. */
  plan(wanted: readonly Wanted[]): void
  close(): Promise<void>
}

/** What is due within this time goes along, so that one process serves many. */
const together = 20_000
/** No wait is longer: timers stand still while the PC sleeps. */
const longestHop = 10 * 60_000
const mostAtOnce = 200
const mostMilliseconds = 4 * 60_000
const heldFor = 60_000

/** Looks at pages, feeds and mailboxes when they are due: many at once, in one process that is gone afterwards. */
export function createCheckRounds(dependencies: {
  processes: ProcessHost
  clock: Clock
  records: SourceRecords
  answers: PortHandlers<SourcesContract>
  doorOf: DoorOf
  isBehindProxy: (url: string) => Promise<boolean>
  isPaused: () => boolean
}): CheckRounds {
  const { processes, clock, records, answers, doorOf, isBehindProxy, isPaused } = dependencies
  let planned: readonly Wanted[] = []
  let cancelTimer: (() => void) | null = null
  let round: Promise<void> | null = null
  let endRound: (() => void) | null = null
  let closed = false

  const dueOf = ({ key }: Wanted): number => records.stateOf(key).nextLook ?? 0
  const arm = () => {
    cancelTimer?.()
    cancelTimer = null
    // While all agents are paused nothing is fetched; going on looks at what is due by then.
    if (closed || round !== null || planned.length === 0 || isPaused()) return
    const wait = Math.min(...planned.map(dueOf)) - clock.now()
    cancelTimer = clock.after(Math.max(0, Math.min(longestHop, wait)), lookIfDue)
  }
  const lookIfDue = () => {
    const now = clock.now()
    if (planned.every((each) => dueOf(each) > now)) return arm()
    const due = planned.filter((each) => dueOf(each) <= now + together).slice(0, mostAtOnce)
    round = makeRound(due).finally(() => {
      round = null
      arm()
    })
  }

  const makeRound = async (due: readonly Wanted[]): Promise<void> => {
    const open = new Map(due.map((each) => [keyOf(each.key), each]))
    const told = (key: SourceKey) => open.delete(keyOf(key))
    const checks: CheckOrder[] = []
    for (const each of due) {
      try {
        checks.push(await orderFor(each))
      } catch (thrown) {
        told(each.key)
        await answers['source.failed']({ ...each.key, error: toAppError(thrown), away: false, retryAt: null })
      }
    }
    if (checks.length > 0 && !closed) await run(checks, told)
    for (const { key } of open.values()) {
      if (closed) break
      const error = toAppError(new CodedError('web.timedOut', { site: '' }, 'the look was not finished'))
      await answers['source.failed']({ ...key, error, away: false, retryAt: null })
    }
  }
  const orderFor = async ({ key, trigger }: Wanted): Promise<CheckOrder> => {
    const order = { ...key, cursor: records.cursorOf(key, trigger) }
    switch (trigger.kind) {
      case 'page':
        return { ...order, kind: 'page', trigger, viaProxy: await isBehindProxy(trigger.url) }
      case 'feed':
        return { ...order, kind: 'feed', trigger, viaProxy: await isBehindProxy(trigger.url) }
      case 'mail':
        if (trigger.accountId === null) throw new CodedError('mail.accountMissing')
        return { ...order, kind: 'mail', trigger, door: await doorOf(trigger.accountId) }
      case 'folder':
        throw new CodedError('request.invalid', {}, 'a folder is watched, not checked')
    }
  }

  const run = async (checks: CheckOrder[], told: (key: SourceKey) => void): Promise<void> => {
    const done = Promise.withResolvers<void>()
    const process = startSourcesProcess(processes, {
      ...answers,
      async 'source.happened'(what) {
        told(what)
        const answer = await answers['source.happened'](what)
        if (!answer.kept) records.postpone(what, instantSchema.parse(clock.now() + heldFor))
        return answer
      },
      async 'source.looked'(what) {
        told(what)
        return answers['source.looked'](what)
      },
      async 'source.failed'(what) {
        told(what)
        return answers['source.failed'](what)
      },
      async 'checks.done'() {
        done.resolve()
        return {}
      },
    })
    endRound = done.resolve
    process.order({ type: 'check', checks })
    const cancel = clock.after(mostMilliseconds, done.resolve)
    await Promise.race([done.promise, process.exited])
    cancel()
    endRound = null
    await process.end()
  }

  return {
    plan(wanted) {
      planned = wanted.filter(({ trigger }) => trigger.kind !== 'folder')
      arm()
    },
    async close() {
      closed = true
      cancelTimer?.()
      endRound?.()
      await round
    },
  }
}
