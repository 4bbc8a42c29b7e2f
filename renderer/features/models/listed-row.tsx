import { useTranslation } from 'react-i18next'
import type { FetchSource, MeasuredComputer } from '../../../shared/model/own-model.ts'
import { fitOf } from '../../../shared/rules/own-models/fit.ts'
import type { ListedModel } from '../../../shared/rules/own-models/listed-models.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { Button } from '../../ui/button.tsx'

/** A model of our list: what it is good at, what it needs, how it fits this computer, and fetching it. */
export function ListedRow({
  listed,
  computer,
  source,
  isHere,
}: {
  listed: ListedModel
  /** Null while it is being measured. */
  computer: MeasuredComputer | null
  source: FetchSource
  isHere: boolean
}) {
  const { t } = useTranslation()
  const { bytes } = useFormat()
  const { busy, act } = useAction()
  const { name, maker, licence, goodAt, languages } = listed
  const fitting = computer === null ? null : fitOf(listed, computer)
  const other = listed.sources[source] === undefined ? otherOf(source) : null
  const from = other ?? source
  return (
    <tr>
      <td>
        <b>{name}</b>
        <small className="block">{t(`ownModels.goodAt.${goodAt}`)}</small>
        <small className="block quiet">{t(`ownModels.languages.${languages}`)}</small>
        <small className="block quiet">{t('ownModels.by', { maker, licence })}</small>
      </td>
      <td>
        {fitting !== null && (
          <>
            {t('ownModels.needs', { memory: bytes(fitting.memoryBytes) })}
            <small className={fitting.fit === 'well' ? 'block quiet' : 'block'}>
              {t(`ownModels.fit.${fitting.fit}`)}
            </small>
          </>
        )}
      </td>
      <td className="num">{bytes(listed.bytes)}</td>
      <td className="end">
        {isHere ? (
          <span className="quiet">{t('ownModels.here')}</span>
        ) : (
          fitting?.fit !== 'not' && (
            <>
              <Button
                small
                disabled={busy || fitting === null}
                aria-label={t('ownModels.fetchNamed', { name })}
                onClick={() =>
                  act(async () => {
                    await send('ownModels.fetch', { listedId: listed.id, source: from })
                  })
                }
              >
                {t('ownModels.fetch')}
              </Button>
              {other !== null && (
                <small className="block quiet">
                  {t('ownModels.onlyThere', { source: t(`ownModels.source.${other}`) })}
                </small>
              )}
            </>
          )
        )}
      </td>
    </tr>
  )
}

function otherOf(source: FetchSource): FetchSource {
  return source === 'modelscope' ? 'huggingface' : 'modelscope'
}
