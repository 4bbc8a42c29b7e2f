import { useTranslation } from 'react-i18next'
import type { AppError } from '../../shared/contract/errors.ts'
import type { DeliverableId } from '../../shared/model/brand.ts'
import { send } from '../bridge/client.ts'
import { ErrorCard } from '../ui/error-card.tsx'
import { Loading } from '../ui/states.tsx'
import { LongMarkdown } from './markdown.tsx'
import { useReply } from './use-reply.ts'

/** What a deliverable says, read from the file itself. */
export function DeliverablePreview({ deliverableId }: { deliverableId: DeliverableId }) {
  const { t } = useTranslation()
  const reply = useReply(() => send('deliverables.preview', { deliverableId }), deliverableId)
  if (reply.kind === 'awaited') return <Loading awaited={t('runs.deliverable.reading')} />
  if (reply.kind === 'failed') return <PreviewError error={reply.error} />
  return (
    <>
      <div className="sheet doc">
        <LongMarkdown text={reply.value.markdown} />
      </div>
      {reply.value.truncated && <p className="note mt-2">{t('runs.deliverable.truncated')}</p>}
    </>
  )
}

function PreviewError({ error }: { error: AppError }) {
  return <ErrorCard error={error} />
}
