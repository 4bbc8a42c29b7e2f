import { z } from 'zod'

const mailAccountIdSchema = z.string().min(1).max(120)

const hostSchema = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[^\s/@:]+$/)

/** A mailbox the owner lets agents look into. Its password is kept where keys are. */
export const mailAccountSchema = z.object({
  id: mailAccountIdSchema,
  name: z.string().trim().min(1).max(80),
  host: hostSchema,
  port: z.number().int().min(1).max(65_535),
  /** `startTls` begins openly and is refused where it cannot be protected; `none` is for servers of one's own. */
  security: z.enum(['tls', 'startTls', 'none']),
  user: z.string().trim().min(1).max(320),
  /** Where mail goes out; null: as the provider is known to want it, or the same name with `smtp` in place of `imap`. */
  sending: z
    .object({
      host: hostSchema,
      port: z.number().int().min(1).max(65_535),
      security: z.enum(['tls', 'startTls', 'none']),
    })
    .nullable()
    .default(null),
})
export type MailAccount = z.infer<typeof mailAccountSchema>

type MailPreset = {
  readonly id: string
  readonly names: { readonly en: string; readonly 'zh-CN': string }
  /** What follows the @ in its addresses. */
  readonly domains: readonly string[]
  readonly host: string
  /** Where the provider says how to get an app password. */
  readonly help: string
}

/** Providers people use in China and abroad. All of them take TLS at port 993. */
export const mailPresets: readonly MailPreset[] = [
  {
    id: 'qq',
    names: { en: 'QQ Mail', 'zh-CN': 'QQ 邮箱' },
    domains: ['qq.com', 'foxmail.com', 'vip.qq.com'],
    host: 'imap.qq.com',
    help: 'https://service.mail.qq.com/detail/0/75',
  },
  {
    id: '163',
    names: { en: '163 Mail', 'zh-CN': '163 邮箱' },
    domains: ['163.com'],
    host: 'imap.163.com',
    help: 'https://help.mail.163.com/',
  },
  {
    id: '126',
    names: { en: '126 Mail', 'zh-CN': '126 邮箱' },
    domains: ['126.com'],
    host: 'imap.126.com',
    help: 'https://help.mail.163.com/',
  },
  {
    id: 'aliyun',
    names: { en: 'Aliyun Mail', 'zh-CN': '阿里云邮箱' },
    domains: ['aliyun.com'],
    host: 'imap.aliyun.com',
    help: 'https://mail.aliyun.com/',
  },
  {
    id: 'exmail',
    names: { en: 'Tencent Exmail', 'zh-CN': '腾讯企业邮箱' },
    domains: ['exmail.qq.com'],
    host: 'imap.exmail.qq.com',
    help: 'https://open.work.weixin.qq.com/help2/pc/19886',
  },
  {
    id: 'sina',
    names: { en: 'Sina Mail', 'zh-CN': '新浪邮箱' },
    domains: ['sina.com', 'sina.cn'],
    host: 'imap.sina.com',
    help: 'https://mail.sina.com.cn/',
  },
  {
    id: '139',
    names: { en: '139 Mail', 'zh-CN': '139 邮箱' },
    domains: ['139.com'],
    host: 'imap.139.com',
    help: 'https://mail.10086.cn/',
  },
  {
    id: 'gmail',
    names: { en: 'Gmail', 'zh-CN': 'Gmail' },
    domains: ['gmail.com', 'googlemail.com'],
    host: 'imap.gmail.com',
    help: 'https://support.google.com/accounts/answer/185833',
  },
  {
    id: 'outlook',
    names: { en: 'Outlook', 'zh-CN': 'Outlook' },
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    host: 'outlook.office365.com',
    help: 'https://support.microsoft.com/account-billing/5896ed9b-4263-e681-128a-a6f2979a7944',
  },
  {
    id: 'icloud',
    names: { en: 'iCloud', 'zh-CN': 'iCloud' },
    domains: ['icloud.com', 'me.com', 'mac.com'],
    host: 'imap.mail.me.com',
    help: 'https://support.apple.com/102654',
  },
  {
    id: 'yahoo',
    names: { en: 'Yahoo Mail', 'zh-CN': '雅虎邮箱' },
    domains: ['yahoo.com', 'ymail.com'],
    host: 'imap.mail.yahoo.com',
    help: 'https://help.yahoo.com/kb/SLN15241.html',
  },
]

/** The provider an address is at, if it is one we know. */
export function presetOf(address: string): MailPreset | null {
  const domain = address.split('@').at(-1)?.trim().toLowerCase() ?? ''
  return mailPresets.find(({ domains }) => domains.includes(domain)) ?? null
}

/**
 * Where an account's mail goes out. The providers of the list take TLS at port 465, but for Outlook and iCloud, which take STARTTLS at
 * port 587 (their own help pages).
 */
export function sendingOf({
  host,
  sending,
}: Pick<MailAccount, 'host' | 'sending'>): NonNullable<MailAccount['sending']> {
  if (sending !== null) return sending
  if (host === 'outlook.office365.com') return { host: 'smtp-mail.outlook.com', port: 587, security: 'startTls' }
  if (host === 'imap.mail.me.com') return { host: 'smtp.mail.me.com', port: 587, security: 'startTls' }
  return { host: host.replace(/^(?:imap|mail)\./, 'smtp.'), port: 465, security: 'tls' }
}

/** The address an account's mail comes from. */
export function addressOf({ user, host }: Pick<MailAccount, 'user' | 'host'>): string {
  return user.includes('@') ? user : `${user}@${host.replace(/^(?:imap|mail)\./, '')}`
}
