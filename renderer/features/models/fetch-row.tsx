import { useTranslation } from 'react-i18next'
import type { ModelFetch } from '../../../shared/model/own-model.ts'
import { listedModels } from '../../../shared/rules/own-models/listed-models.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Bar, useTicking } from '../../ui/figures.tsx'

/** A model on its way: how far it is, stopping, going on, giving up. */
export function FetchRow({ fetched }: { fetched: ModelFetch }) {
  const { t } = useTranslation()
  const { bytes } = useFormat()
  const { busy, act } = useAction()
  const { listedId, source, state, error } = fetched
  const done = useTicking(fetched.doneBytes)
  const listed = listedModels.find(({ id }) => id === listedId)
  if (listed === undefined) return null
  const { name } = listed
  const words = { done: bytes(done), all: bytes(listed.bytes) }
  const isStopped = state === 'stopped'
  const isMetered = error?.code === 'ownModel.metered'
  const doing = (work: () => Promise<unknown>) => () =>
    act(async () => {
      await work()
    })
  return (
    <li>
      <div className="own-row">
        <div className="min-w-0 flex-1">
          <b>{name}</b>
          <small className="block quiet num">
            {isMetered ? t('ownModels.state.metered', words) : t(`ownModels.state.${state}`, words)} ·{' '}
            {t(`ownModels.source.${source}`)}
          </small>
          <Bar thin parts={[{ kind: isStopped ? 'held' : 'work', share: Math.min(1, done / listed.bytes) }]} />
        </div>
        {isStopped ? (
          <>
            <Button
              small
              disabled={busy}
              aria-label={t(isMetered ? 'ownModels.anywayNamed' : 'ownModels.goOnNamed', { name })}
              onClick={doing(() => send('ownModels.fetch', { listedId, source, anyway: isMetered }))}
            >
              {t(isMetered ? 'ownModels.anyway' : 'ownModels.goOn')}
            </Button>
            <Button
              small
              look="bare"
              disabled={busy}
              aria-label={t('ownModels.giveUpNamed', { name })}
              onClick={doing(() => send('ownModels.discard', { listedId }))}
            >
              {t('ownModels.giveUp')}
            </Button>
          </>
        ) : (
          <Button
            small
            disabled={busy}
            aria-label={t('ownModels.stopNamed', { name })}
            onClick={doing(() => send('ownModels.stop', { listedId }))}
          >
            {t('ownModels.stop')}
          </Button>
        )}
      </div>
      {isMetered && (
        <p className="note">
          {t('common.twoSentences', {
            first: t('errors.ownModel.metered.meaning'),
            second: t('errors.ownModel.metered.next'),
          })}
        </p>
      )}
      {error !== null && !isMetered && <ErrorCard error={error} level="h3" />}
    </li>
  )
}
