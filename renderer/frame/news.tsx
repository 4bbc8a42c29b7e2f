import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LimitFacts } from '../parts/limit-facts.tsx'
import { dismiss, type News, useNews } from '../store/news.ts'
import { Button } from '../ui/button.tsx'
import { ErrorCard } from '../ui/error-card.tsx'

const undoMilliseconds = 8_000

/** What just happened, above the foot of the window: the undo bar, and errors that belong to no screen. */
export function NewsBar() {
  const news = useNews()
  return (
    <div className="news">
      {news.map((each) => (
        <OneNews key={each.id} news={each} />
      ))}
    </div>
  )
}

function OneNews({ news }: { news: News }) {
  const { t } = useTranslation()
  useEffect(() => {
    if (news.kind !== 'done') return
    const timer = window.setTimeout(() => dismiss(news.id), undoMilliseconds)
    return () => window.clearTimeout(timer)
  }, [news])
  if (news.kind === 'error') {
    return (
      <div role="alert" className="w-full">
        <ErrorCard error={news.error} facts={<LimitFacts error={news.error} />}>
          <Button look="bare" onClick={() => dismiss(news.id)}>
            {t('common.close')}
          </Button>
        </ErrorCard>
      </div>
    )
  }
  const { undo } = news
  return (
    <div className="toast" role="status">
      <span>{news.text}</span>
      {undo !== null && (
        <button
          type="button"
          onClick={() => {
            dismiss(news.id)
            undo()
          }}
        >
          {t('common.undo')}
        </button>
      )}
    </div>
  )
}
