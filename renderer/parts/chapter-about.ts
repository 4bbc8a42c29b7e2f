import type { ErrorCode } from '../../shared/contract/errors.ts'
import type { GuideChapter } from '../../shared/model/guide.ts'

/** Errors about which the guide has more to say than a card can, by how their codes begin. */
const chapters: readonly (readonly [string, GuideChapter])[] = [
  ['budget.priceMissing', 'own-prices'],
  ['budget.', 'limits'],
  ['provider.', 'models-and-keys'],
  ['ownModel.', 'models-and-keys'],
  ['network.', 'trouble'],
  ['ranking.', 'money'],
  ['storage.', 'backups'],
  ['backup.', 'backups'],
  ['update.', 'updates'],
  ['keyring.', 'models-and-keys'],
  ['model.notAllowed', 'privacy'],
  ['model.noneAllowed', 'privacy'],
  ['model.', 'models-and-keys'],
  ['approval.', 'approvals'],
  ['mail.', 'chats-and-mail'],
  ['robot.', 'chats-and-mail'],
  ['run.skippedMissed', 'schedules'],
  ['run.', 'trouble'],
  ['agent.paused', 'trouble'],
  ['agent.quarantined', 'trouble'],
  ['undo.', 'undo'],
]

/** The chapter of the guide that helps with an error; null where its card says everything. */
export function chapterAbout(code: ErrorCode): GuideChapter | null {
  return chapters.find(([start]) => code.startsWith(start))?.[1] ?? null
}
