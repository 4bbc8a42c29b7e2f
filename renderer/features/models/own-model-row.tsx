import { useTranslation } from 'react-i18next'
import type { OwnModel } from '../../../shared/model/own-model.ts'
import { calibrationOf } from '../../../shared/rules/human-terms.ts'
import { listedModels } from '../../../shared/rules/own-models/listed-models.ts'
import { send } from '../../bridge/client.ts'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useFormat } from '../../parts/use-format.ts'

/** A model that is here: whose it is, how fast it was, and removing it. */
export function OwnModelRow({ model }: { model: OwnModel }) {
  const { t } = useTranslation()
  const { bytes, count, language } = useFormat()
  const { name, tokensPerSecond, path, fetched } = model
  const listed = listedModels.find(({ id }) => id === model.listedId)
  const { perToken, perPage } = calibrationOf(language)
  const pages =
    tokensPerSecond === null ? null : Math.max(1, Math.round((tokensPerSecond * 3_600 * perToken) / perPage))
  return (
    <li>
      <div className="own-row">
        <div className="min-w-0 flex-1">
          <b>{name}</b>
          <small className="block quiet">
            {bytes(model.bytes)} ·{' '}
            {pages === null ? t('ownModels.notUsedYet') : t('ownModels.speed', { pages: count(pages) })}
          </small>
          {listed !== undefined && (
            <small className="block quiet">{t('ownModels.by', { maker: listed.maker, licence: listed.licence })}</small>
          )}
          {!fetched && <small className="block quiet">{t('ownModels.yourFile', { path })}</small>}
        </div>
        <RemoveButton
          small
          label={t('ownModels.remove', { name })}
          title={t('ownModels.removeTitle', { name })}
          keep={t('ownModels.keepIt')}
          remove={t('ownModels.removeIt')}
          onRemove={async () => {
            await send('ownModels.remove', { name })
          }}
        >
          <p>{t(fetched ? 'ownModels.removeFetched' : 'ownModels.removeFile')}</p>
        </RemoveButton>
      </div>
    </li>
  )
}
