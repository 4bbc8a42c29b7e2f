import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { IconButton } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { MailAccountForm } from './mail-account-form.tsx'

/** Mailboxes agents may look into. */
export function MailAccounts() {
  const { t } = useTranslation()
  const accounts = useMirror((mirror) => mirror.settings.mailAccounts)
  const { busy, act } = useAction()
  return (
    <section className="sec">
      <h2 className="sec-h">{t('sources.accounts.title')}</h2>
      <p className="note mb-3">{t('sources.accounts.meaning')}</p>
      <ul className="rates">
        {accounts.map((account) => (
          <li key={account.id}>
            <OpenChip form label={t('sources.accounts.change', { name: account.name })} words={account.name}>
              {(close) => <MailAccountForm account={account} onDone={close} />}
            </OpenChip>
            <span className="quiet">{account.host}</span>
            <IconButton
              icon="close"
              small
              disabled={busy}
              label={t('sources.accounts.remove', { name: account.name })}
              onClick={() =>
                act(async () => {
                  await send('mail.remove', { accountId: account.id })
                })
              }
            />
          </li>
        ))}
      </ul>
      <OpenChip form label={t('sources.accounts.add')} words={t('sources.accounts.add')}>
        {(close) => <MailAccountForm account={null} onDone={close} />}
      </OpenChip>
    </section>
  )
}
