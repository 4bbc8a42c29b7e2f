import { useTranslation } from 'react-i18next'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { heldAgents } from '../../store/selectors.ts'

/** What waits for the owner now, whatever week is looked at; nothing where nothing does. */
export function StillOpen() {
  const { t } = useTranslation()
  const questions = useMirror((mirror) => mirror.approvals.length)
  const held = useMirror((mirror) => heldAgents(mirror).length)
  const unread = useMirror((mirror) => mirror.unread)
  if (questions + held + unread === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">{t('digest.open.title')}</h2>
      <ul className="rows">
        {questions > 0 && (
          <li>
            <button type="button" className="link" onClick={() => go({ name: 'today' })}>
              {t('digest.open.questions', { count: questions })}
            </button>
          </li>
        )}
        {held > 0 && (
          <li>
            <button type="button" className="link" onClick={() => go({ name: 'today' })}>
              {t('digest.open.held', { count: held })}
            </button>
          </li>
        )}
        {unread > 0 && (
          <li>
            <button type="button" className="link" onClick={() => go({ name: 'results', runId: null })}>
              {t('digest.open.unread', { count: unread })}
            </button>
          </li>
        )}
      </ul>
    </section>
  )
}
