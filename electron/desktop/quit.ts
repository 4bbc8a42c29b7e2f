import { dialog } from 'electron'
import type { i18n } from 'i18next'

/** Asks, without a page, whether to quit although runs are live. */
export async function confirmQuit(liveRuns: number, translator: i18n): Promise<boolean> {
  const { t } = translator
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: t('desktop.quit.title', { count: liveRuns }),
    detail: t('desktop.quit.detail'),
    buttons: [t('desktop.quit.stay'), t('desktop.quit.confirm')],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
