import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { RobotKind } from '../../../shared/model/robot.ts'

/** What it takes to write to a robot. */
export const robotDoorSchema = z.object({
  address: z.string(),
  secret: z.string(),
  chat: z.string(),
})
export type RobotDoor = z.infer<typeof robotDoorSchema>

export type RobotRequest = { readonly url: string; readonly body: string }

/**
 * The request that writes a text, as each service documents it: Feishu custom bots (open.feishu.cn, "Custom bot usage guide"), DingTalk
 * custom robots (open.dingtalk.com, "Custom robot access", signature of timestamp and secret), WeCom group robots
 * (developer.work.weixin.qq.com/document/path/91770, 2048 bytes), the Telegram Bot API (core.telegram.org/bots/api#sendmessage, 4096
 * characters), Slack incoming webhooks (api.slack.com/messaging/webhooks). Any other webhook gets the text as a JSON object.
 *
 * @param now milliseconds since 1970, for services whose requests are signed
 * @throws CodedError robot.badAddress
 */
export function requestFor(kind: RobotKind, door: RobotDoor, text: string, now: number): RobotRequest {
  const url = addressOf(kind, door.address)
  switch (kind) {
    case 'feishu': {
      const timestamp = String(Math.floor(now / 1000))
      const sign = door.secret === '' ? {} : { timestamp, sign: feishuSign(timestamp, door.secret) }
      return { url: url.href, body: JSON.stringify({ ...sign, msg_type: 'text', content: { text } }) }
    }
    case 'dingtalk': {
      if (door.secret !== '') {
        url.searchParams.set('timestamp', String(now))
        url.searchParams.set('sign', dingtalkSign(String(now), door.secret))
      }
      return { url: url.href, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }
    }
    case 'wecom':
      return { url: url.href, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) }
    case 'telegram':
      return { url: url.href, body: JSON.stringify({ chat_id: door.chat, text }) }
    case 'slack':
    case 'webhook':
      return { url: url.href, body: JSON.stringify({ text }) }
  }
}

/**
 * The address as it is asked. Protected, unless it leads to this computer, or is a webhook of a device in numbers of one's own network.
 *
 * @throws CodedError robot.badAddress
 */
export function addressOf(kind: RobotKind, typed: string): URL {
  // Telegram's own robot hands out a token, not an address.
  const isToken = kind === 'telegram' && /^\d{5,20}:[\w-]{20,100}$/.test(typed)
  const url = URL.parse(isToken ? `https://api.telegram.org/bot${typed}/sendMessage` : typed)
  if (url === null || url.username !== '' || url.password !== '') throw new CodedError('robot.badAddress')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNear(kind, url.hostname))) {
    throw new CodedError('robot.badAddress')
  }
  url.hash = ''
  return url
}

const replySchema = z.looseObject({
  code: z.number().optional(),
  StatusCode: z.number().optional(),
  errcode: z.number().optional(),
  ok: z.boolean().optional(),
  msg: z.string().optional(),
  errmsg: z.string().optional(),
  description: z.string().optional(),
  parameters: z.looseObject({ retry_after: z.number().optional() }).optional(),
})
type Reply = z.infer<typeof replySchema>

/** Codes of each service that mean too many messages: of Feishu, DingTalk and WeCom as their guides list them. */
const tooMany: Readonly<Partial<Record<RobotKind, readonly number[]>>> = {
  feishu: [11_232],
  dingtalk: [130_101, 410_100],
  wecom: [45_009],
}

/** How long to wait where the service does not say, in seconds. DingTalk shuts a robot that wrote too much for ten minutes. */
const usualWait: Readonly<Partial<Record<RobotKind, number>>> = { dingtalk: 600 }

/**
 * Reads what came back. A message has arrived only where the service says so in its own way: Feishu, DingTalk, WeCom and Telegram in the
 * body, Slack with the word `ok`, any other webhook with a status from 200 to 299.
 *
 * @throws CodedError robot.tooMany with `seconds` to wait, robot.refused with the service's own words as `reason`, robot.outcomeUnknown
 *   where neither a yes nor a no can be read from it
 */
export function readReply(kind: RobotKind, answer: { status: number; retryAfter: string | null; text: string }): void {
  const { status, retryAfter, text } = answer
  const parsed = replySchema.safeParse(asJson(text))
  const reply = parsed.success ? parsed.data : null
  const code = codeOf(kind, reply)
  if (status === 429 || (code !== null && tooMany[kind]?.includes(code) === true)) {
    const seconds = reply?.parameters?.retry_after ?? Number(retryAfter ?? Number.NaN)
    const wait = Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : (usualWait[kind] ?? 60)
    throw new CodedError('robot.tooMany', { seconds: wait })
  }
  const detail = `${status} ${code ?? ''}`.trim()
  // A gateway in between gave up: the service behind it may have written all the same.
  if (status >= 500) throw new CodedError('robot.outcomeUnknown', {}, `${detail} ${text.slice(0, 200)}`)
  if (hasArrived(kind, status, code, reply, text)) return
  const said = reply?.errmsg ?? reply?.msg ?? reply?.description ?? text.slice(0, 200).trim()
  const isRefusal = status > 299 || (code !== null && code !== 0) || reply?.ok === false
  if (isRefusal) throw new CodedError('robot.refused', { reason: said === '' ? String(status) : said }, detail)
  throw new CodedError('robot.outcomeUnknown', {}, `${detail} ${text.slice(0, 200)}`)
}

function hasArrived(kind: RobotKind, status: number, code: number | null, reply: Reply | null, text: string): boolean {
  if (status < 200 || status > 299) return false
  switch (kind) {
    case 'feishu':
    case 'dingtalk':
    case 'wecom':
      return code === 0
    case 'telegram':
      return reply?.ok === true
    case 'slack':
      return text.trim() === 'ok'
    case 'webhook':
      return true
  }
}

function codeOf(kind: RobotKind, reply: Reply | null): number | null {
  switch (kind) {
    case 'feishu':
      return reply?.code ?? reply?.StatusCode ?? null
    case 'dingtalk':
    case 'wecom':
      return reply?.errcode ?? null
    case 'telegram':
    case 'slack':
    case 'webhook':
      return null
  }
}

/** The key is timestamp and secret, and nothing is signed with it. */
function feishuSign(timestamp: string, secret: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64')
}

/** Timestamp and secret are signed with the secret. */
function dingtalkSign(timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isNear(kind: RobotKind, hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)) return true
  return kind === 'webhook' && /^(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+$/.test(hostname)
}
