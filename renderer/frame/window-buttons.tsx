import { useTranslation } from 'react-i18next'
import { send } from '../bridge/client.ts'
import { tellError } from '../store/news.ts'

const buttons = [
  { action: 'minimize', path: 'M0 5h10' },
  { action: 'maximize', path: 'M.5.5h9v9h-9z' },
  { action: 'close', path: 'M0 0l10 10M10 0L0 10' },
] as const

/** The window's own buttons, where the system draws none. */
export function WindowButtons() {
  const { t } = useTranslation()
  return (
    <div className="window-buttons">
      {buttons.map(({ action, path }) => (
        <button
          key={action}
          type="button"
          className={action}
          aria-label={t(`nav.window.${action}`)}
          onClick={() => {
            send('window.control', { action }).catch(tellError)
          }}
        >
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path d={path} />
          </svg>
        </button>
      ))}
    </div>
  )
}
