import { useTranslation } from 'react-i18next'
import { useMirror } from '../store/mirror.ts'
import { go } from '../store/place.ts'
import { MenuItem, OpenChip } from '../ui/chip.tsx'

/** One of the mailboxes of the settings. */
export function MailAccountChip({
  id,
  label,
  missing,
  account,
  onChange,
}: {
  id: string
  label: string
  /** What to choose, shown while nothing is. */
  missing: string
  account: string | null
  onChange: (account: string) => void
}) {
  const { t } = useTranslation()
  const accounts = useMirror((mirror) => mirror.settings.mailAccounts)
  const chosen = accounts.find((each) => each.id === account)
  return (
    <OpenChip id={id} icon="mail" label={label} missing={chosen === undefined} words={chosen?.name ?? missing}>
      {(close) => (
        <>
          {accounts.map((each) => (
            <MenuItem
              key={each.id}
              chosen={each.id === account}
              onClick={() => {
                onChange(each.id)
                close()
              }}
            >
              {each.name}
              <small>{each.user}</small>
            </MenuItem>
          ))}
          {accounts.length > 0 && <hr className="menu-rule" />}
          <MenuItem icon="open" onClick={() => go({ name: 'settings' })}>
            {t('agents.addMailAccount')}
          </MenuItem>
        </>
      )}
    </OpenChip>
  )
}
