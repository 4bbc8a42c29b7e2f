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
 * The address as it is asked. Protected, unless it leads to this computer or a device in numbers of one's own network.
 *
 * @throws CodedError robot.badAddress
 */
export function addressOf(kind: RobotKind, typed: string): URL {
  // Telegram's own robot hands out a token, not an address.
  const isToken = kind === 'telegram' && /^\d{5,20}:[\w-]{20,100}$/.test(typed)
  const url = URL.parse(isToken ? `https://api.telegram.org/bot${typed}/sendMessage` : typed)
  if (url === null || url.username !== '' || url.password !== '') throw new CodedError('robot.badAddress')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwnNetwork(url.hostname))) {
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

/** Codes that mean too many messages: Feishu 11232 and 9499, DingTalk 130101 and 410100, WeCom 45009. */
const tooMany = new Set([11_232, 9499, 130_101, 410_100, 45_009])

/**
 * Reads what came back. Feishu, DingTalk and WeCom answer 200 also to what they refuse and say so in the body.
 *
 * @throws CodedError robot.tooMany with `seconds` to wait, robot.refused with the service's own words as `reason`
 */
export function readReply(status: number, retryAfter: string | null, text: string): void {
  const parsed = replySchema.safeParse(asJson(text))
  const reply = parsed.success ? parsed.data : null
  const code = reply?.errcode ?? reply?.code ?? reply?.StatusCode ?? 0
  if (status === 429 || tooMany.has(code)) {
    const seconds = reply?.parameters?.retry_after ?? Number(retryAfter ?? Number.NaN)
    throw new CodedError('robot.tooMany', { seconds: Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : 60 })
  }
  const isRefused = status < 200 || status > 299 || code !== 0 || reply?.ok === false
  if (!isRefused) return
  const said = reply?.errmsg ?? reply?.msg ?? reply?.description ?? text.slice(0, 200).trim()
  throw new CodedError('robot.refused', { reason: said === '' ? String(status) : said }, `${status} ${code}`)
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

function isOwnNetwork(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    /^(?:127|10)\.\d+\.\d+\.\d+$/.test(hostname) ||
    /^192\.168\.\d+\.\d+$/.test(hostname) ||
    /^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(hostname) ||
    hostname === '[::1]'
  )
}
