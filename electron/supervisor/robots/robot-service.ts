import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import type { RobotDraft } from '../../../shared/contract/commands/robots.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { fitMessage, type Robot, type RobotKind, robotSchema } from '../../../shared/model/robot.ts'
import type { SecretKeeper } from '../providers/secret-keeper.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import { addressOf, readReply, requestFor, type RobotDoor, robotDoorSchema } from './messages.ts'

export type RobotService = {
  /** Throws `robot.addressMissing`, `robot.badAddress`, `keyring.*`. */
  save(draft: RobotDraft): Promise<Robot>
  remove(robotId: string): void
  test(draft: RobotDraft, words: string): Promise<CommandReply<'robots.test'>>
  /** Throws `robot.missing`. */
  find(robotId: string): Robot
  /**
   * Writes a text. Throws `robot.missing`, `robot.addressMissing`, `robot.refused`, `robot.tooMany`, `robot.unreachable` when it surely
   * did not arrive, `robot.outcomeUnknown` when nobody can tell.
   */
  send(robotId: string, text: string): Promise<void>
}

/** A request that leaves this computer as its system wants it: with its proxy and its certificates. */
export type Send = (url: string, init: RequestInit) => Promise<Response>

const patience = 20_000
const longestWait = 60
const most = 64 * 1024

/** Chat robots: what the owner typed is a setting, the address with its secret is kept where keys are and never leaves main. */
export function createRobotService(dependencies: {
  settings: Pick<SettingsService, 'current' | 'save'>
  keeper: SecretKeeper
  send: Send
  clock: Clock
  newId: () => string
}): RobotService {
  const { settings, keeper, send, clock, newId } = dependencies
  const known = (robotId: string) => settings.current().robots.find(({ id }) => id === robotId)
  const find: RobotService['find'] = (robotId) => {
    const robot = known(robotId)
    if (robot === undefined) throw new CodedError('robot.missing')
    return robot
  }
  const keptDoor = async (robotId: string): Promise<RobotDoor | null> => {
    const kept = await keeper.reveal(secretOf(robotId))
    return kept === null ? null : robotDoorSchema.parse(JSON.parse(kept))
  }
  /** What was typed, over what is kept. A robot of another kind begins anew. */
  const doorOf = async ({ id, kind, address = '', secret, chat }: RobotDraft): Promise<RobotDoor> => {
    const kept = id !== null && known(id)?.kind === kind ? await keptDoor(id) : null
    if (address === '' && kept === null) throw new CodedError('robot.addressMissing')
    return {
      address: address === '' ? (kept?.address ?? '') : address,
      secret: secret ?? kept?.secret ?? '',
      chat: chat === undefined || chat === '' ? (kept?.chat ?? '') : chat,
    }
  }
  const ask = async (kind: RobotKind, url: string, body: string): Promise<void> => {
    let answer: Parameters<typeof readReply>[1]
    try {
      const response = await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        // An answer that leads elsewhere would take the message where nobody agreed it goes.
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      const { status, headers } = response
      answer = { status, retryAfter: headers.get('retry-after'), text: await readBounded(response) }
    } catch (thrown) {
      const said = [String(thrown), thrown instanceof Error ? String(thrown.cause) : ''].join(' ')
      const host = URL.parse(url)?.host ?? ''
      if (neverArrived.test(said)) throw new CodedError('robot.unreachable', { host }, said)
      throw new CodedError('robot.outcomeUnknown', { host }, said)
    }
    try {
      readReply(kind, answer)
    } catch (thrown) {
      if (!(thrown instanceof CodedError) || thrown.code !== 'robot.outcomeUnknown') throw thrown
      throw new CodedError(thrown.code, { host: URL.parse(url)?.host ?? '' }, thrown.detail)
    }
  }
  const post = async (kind: RobotKind, door: RobotDoor, text: string): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { url, body } = requestFor(kind, door, fitMessage(kind, text), clock.now())
        await ask(kind, url, body)
        return
      } catch (thrown) {
        const seconds = thrown instanceof CodedError && thrown.code === 'robot.tooMany' ? thrown.params.seconds : null
        // Nothing was written, so that it may be tried again.
        if (typeof seconds !== 'number' || seconds > longestWait || attempt === 3) throw thrown
        await new Promise<void>((resolve) => clock.after(seconds * 1000, resolve))
      }
    }
  }
  return {
    async save(draft) {
      const door = await doorOf(draft)
      const { host } = addressOf(draft.kind, door.address)
      const { name, kind } = draft
      const robot = robotSchema.parse({ id: draft.id ?? newId(), name, kind, host, signs: door.secret !== '' })
      await keeper.keep(secretOf(robot.id), JSON.stringify(door), draft.keyStorage)
      const others = settings.current().robots
      const robots = others.some(({ id }) => id === robot.id)
        ? others.map((each) => (each.id === robot.id ? robot : each))
        : [...others, robot]
      settings.save({ robots })
      return robot
    },
    remove(robotId) {
      keeper.forget(secretOf(robotId))
      const { robots, alerts } = settings.current()
      settings.save({
        robots: robots.filter(({ id }) => id !== robotId),
        alerts: { ...alerts, robots: alerts.robots.filter((id) => id !== robotId) },
      })
    },
    async test(draft, words) {
      try {
        await post(draft.kind, await doorOf(draft), words)
        return { error: null }
      } catch (thrown) {
        return { error: toAppError(thrown) }
      }
    },
    find,
    async send(robotId, text) {
      const { kind } = find(robotId)
      const door = await keptDoor(robotId)
      if (door === null) throw new CodedError('robot.addressMissing')
      await post(kind, door, text)
    },
  }
}

/** Failures before a single byte of the message went out. */
const neverArrived =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT|ERR_NAME_NOT_RESOLVED|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ERR_PROXY_|ERR_TUNNEL_|ERR_SSL/

async function readBounded(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > most) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function secretOf(robotId: string): string {
  return `robot:${robotId}`
}
