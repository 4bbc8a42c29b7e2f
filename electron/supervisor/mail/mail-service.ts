import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import type { MailAccountDraft } from '../../../shared/contract/commands/sources.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { addressOf, type MailAccount, mailAccountSchema, sendingOf } from '../../../shared/model/mail-account.ts'
import type { MailDoors } from '../../runner/tools/mail/doors.ts'
import { type MailDoor, noticeMark } from '../../runner/sources/protocol.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { SecretKeeper } from '../providers/secret-keeper.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import { askOnce } from './ask-once.ts'

export type MailService = {
  save(draft: MailAccountDraft): Promise<MailAccount>
  remove(accountId: string): void
  /** Signs in once with what was typed. Nothing is stored. */
  test(draft: MailAccountDraft): Promise<CommandReply<'mail.test'>>
  /** What it takes to open an account's mailbox. Throws `mail.accountMissing`, `mail.passwordMissing`, `keyring.*`. */
  doorOf(accountId: string): Promise<MailDoor>
  /** The same, with where its mail goes out. */
  doorsOf(accountId: string): Promise<MailDoors>
  /** Writes to the account's own address. Throws `mail.*`, `keyring.*`. */
  sendNotice(accountId: string, notice: { subject: string; body: string }): Promise<void>
}

/** Mail accounts: what the owner typed is a setting, the password is kept where keys are. */
export function createMailService(dependencies: {
  settings: Pick<SettingsService, 'current' | 'save'>
  keeper: SecretKeeper
  processes: ProcessHost
  clock: Clock
  newId: () => string
  /** The proxy the way to a mail server leads through, as an address; null: none. */
  proxyFor: (host: string, port: number) => Promise<string | null>
}): MailService {
  const { settings, keeper, processes, clock, newId, proxyFor } = dependencies
  const find = (accountId: string) => settings.current().mailAccounts.find(({ id }) => id === accountId)

  /** The door with the way to it. */
  const withWay = async (door: MailDoor): Promise<MailDoor> => {
    const proxy = await proxyFor(door.host, door.port)
    return proxy === null ? door : { ...door, proxy }
  }

  const openAccount = async (accountId: string): Promise<{ account: MailAccount; password: string }> => {
    const account = find(accountId)
    if (account === undefined) throw new CodedError('mail.accountMissing')
    const password = await keeper.reveal(secretOf(account))
    if (password === null) throw new CodedError('mail.passwordMissing')
    return { account, password }
  }

  const openDoors = async (accountId: string): Promise<MailDoors> => {
    const { account, password } = await openAccount(accountId)
    const { host, port, security, user } = account
    const reading = await withWay({ host, port, security, user, password })
    const sending = await withWay({ ...sendingOf(account), user, password })
    return { address: addressOf(account), reading, sending }
  }

  const passwordFor = async (draft: MailAccountDraft): Promise<string> => {
    if (draft.password !== undefined && draft.password !== '') return draft.password
    const password = draft.id === null ? null : await keeper.reveal(secretOf({ ...draft, id: draft.id }))
    if (password === null) throw new CodedError('mail.passwordMissing')
    return password
  }

  return {
    async save(draft) {
      const { password, keyStorage, ...typed } = draft
      const account = mailAccountSchema.parse({ ...typed, id: draft.id ?? newId() })
      const isNew = password !== undefined && password !== ''
      const secret = await passwordFor(draft)
      if (isNew) await keeper.keep(secretOf(account), secret, keyStorage)
      const others = settings.current().mailAccounts
      const mailAccounts = others.some(({ id }) => id === account.id)
        ? others.map((each) => (each.id === account.id ? account : each))
        : [...others, account]
      settings.save({ mailAccounts })
      return account
    },
    remove(accountId) {
      const account = find(accountId)
      if (account !== undefined) keeper.forget(secretOf(account))
      const { mailAccounts, alerts } = settings.current()
      settings.save({
        mailAccounts: mailAccounts.filter(({ id }) => id !== accountId),
        alerts: { ...alerts, mailAccounts: alerts.mailAccounts.filter((id) => id !== accountId) },
      })
    },
    async test(draft) {
      const { host, port, security, user } = draft
      const door = await withWay({ host, port, security, user, password: await passwordFor(draft) })
      const tested = await askOnce({ processes, clock }, { type: 'testMail', door }, 'mail.tested')
      return tested ?? { error: toAppError(new CodedError('mail.unreachable', { host })), folders: [] }
    },
    doorsOf: openDoors,
    async doorOf(accountId) {
      const { account, password } = await openAccount(accountId)
      const { host, port, security, user } = account
      return withWay({ host, port, security, user, password })
    },
    async sendNotice(accountId, notice) {
      const { address, sending } = await openDoors(accountId)
      const messageId = `<${newId()}${noticeMark}`
      const order = { type: 'sendNotice' as const, address, door: sending, notice: { ...notice, messageId } }
      const sent = await askOnce({ processes, clock }, order, 'notice.sent')
      if (sent === null) throw new CodedError('mail.unreachable', { host: sending.host })
      if (sent.error !== null) throw new CodedError(sent.error.code, sent.error.params, sent.error.detail)
    },
  }
}

/** A password belongs to the very door it was entered for: whatever is said of the account later, it goes nowhere else. */
function secretOf({ id, host, port, security, user }: MailAccount): string {
  return `mail:${JSON.stringify([id, host, port, security, user])}`
}
