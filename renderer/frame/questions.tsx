import { useTranslation } from 'react-i18next'
import { send } from '../bridge/client.ts'
import { ask, tellError, useQuestion } from '../store/news.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Questions main asks through the page: whether to quit while agents work, and once, where a closed window goes. */
export function Questions() {
  const question = useQuestion()
  if (question === null) return null
  return question.kind === 'quit' ? <QuitQuestion liveRuns={question.liveRuns} /> : <TrayQuestion />
}

function QuitQuestion({ liveRuns }: { liveRuns: number }) {
  const { t } = useTranslation()
  const quit = () => {
    ask(null)
    send('app.quit', { confirmed: true }).catch(tellError)
  }
  return (
    <Dialog
      title={t('nav.quit.title', { count: liveRuns })}
      onCancel={() => ask(null)}
      actions={
        <>
          <Button look="bare" onClick={quit}>
            {t('nav.quit.quit')}
          </Button>
          <Button look="go" onClick={() => ask(null)}>
            {t('nav.quit.stay')}
          </Button>
        </>
      }
    >
      <p>{t('nav.quit.meaning')}</p>
    </Dialog>
  )
}

function TrayQuestion() {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('nav.tray.title')}
      onCancel={() => ask(null)}
      actions={
        <>
          <Button look="bare" onClick={() => ask(null)}>
            {t('nav.tray.stay')}
          </Button>
          <Button
            look="go"
            onClick={() => {
              ask(null)
              send('window.control', { action: 'close' }).catch(tellError)
            }}
          >
            {t('nav.tray.close')}
          </Button>
        </>
      }
    >
      <p>{t('nav.tray.meaning')}</p>
    </Dialog>
  )
}
