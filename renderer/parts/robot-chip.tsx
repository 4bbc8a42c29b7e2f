import { useTranslation } from 'react-i18next'
import { useMirror } from '../store/mirror.ts'
import { go } from '../store/place.ts'
import { MenuItem, OpenChip } from '../ui/chip.tsx'

/** One of the chat robots of the settings. */
export function RobotChip({
  id,
  label,
  missing,
  robot,
  onChange,
}: {
  id: string
  label: string
  /** What to choose, shown while nothing is. */
  missing: string
  robot: string | null
  onChange: (robot: string) => void
}) {
  const { t } = useTranslation()
  const robots = useMirror((mirror) => mirror.settings.robots)
  const chosen = robots.find((each) => each.id === robot)
  return (
    <OpenChip id={id} icon="spark" label={label} missing={chosen === undefined} words={chosen?.name ?? missing}>
      {(close) => (
        <>
          {robots.map((each) => (
            <MenuItem
              key={each.id}
              chosen={each.id === robot}
              onClick={() => {
                onChange(each.id)
                close()
              }}
            >
              {each.name}
              <small>{t(`robots.kinds.${each.kind}`)}</small>
            </MenuItem>
          ))}
          {robots.length > 0 && <hr className="menu-rule" />}
          <MenuItem icon="open" onClick={() => go({ name: 'settings' })}>
            {t('robots.choose')}
          </MenuItem>
        </>
      )}
    </OpenChip>
  )
}
