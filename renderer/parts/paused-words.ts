import { useTranslation } from 'react-i18next'
import { useMirror } from '../store/mirror.ts'
import { useMoment } from '../store/moment.ts'
import { useFormat } from './use-format.ts'

/** "Paused until 14:00", or that it lasts until the owner goes on; empty while nothing is paused. */
export function usePausedWords(): string {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const paused = useMirror((mirror) => mirror.settings.paused)
  const until = useMirror((mirror) => mirror.settings.pausedUntil)
  if (!paused) return ''
  if (until === null) return t('nav.paused')
  const today = format.day(until, now) === format.day(now, now)
  return t('nav.pausedUntil', { when: today ? format.clock(until) : format.dayAndClock(until, now) })
}
