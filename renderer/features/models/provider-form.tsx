import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProviderTest } from '../../../shared/contract/commands.ts'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import type { ProviderId } from '../../../shared/model/brand.ts'
import { isPractice, type Provider } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { typedFrom, typedOfVendor } from '../../parts/typed-service.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { tellDone } from '../../store/news.ts'
import { go } from '../../store/place.ts'
import {
  dropProviderTyped,
  holdProviderTyped,
  type ProviderTyped,
  useProviderTyped,
} from '../../store/provider-forms.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { type ChosenTyped, draftFrom, keyPageOf, modelsFrom, withListedPrices } from './provider-draft.ts'
import { KeyFields } from './key-fields.tsx'
import { ModelPicker } from './model-picker.tsx'
import { TestReport } from './test-report.tsx'
import { VendorCards } from './vendor-cards.tsx'
import { WhereFields } from './where-fields.tsx'

/** Adding or changing a service: whose it is, then where it is, its key, and which of its models agents may use. */
export function ProviderForm({ providerId }: { providerId: ProviderId | null }) {
  const { t } = useTranslation()
  const provider = useMirror((mirror) => mirror.providers.find((each) => each.id === providerId))
  const keyring = useMirror((mirror) => mirror.system.keyring)
  const typed = useProviderTyped(providerId) ?? typedFrom(provider, keyring)
  const { dialect } = typed
  return (
    <div className="inner slim">
      <h1 className="title">
        {providerId === null
          ? dialect === null
            ? t('models.addTitle')
            : t('models.addOf', { service: t(`models.vendor.${dialect}.name`) })
          : t('models.editTitle', { service: typed.name })}
      </h1>
      {dialect === null ? (
        <div className="form">
          <VendorCards
            onChoose={(chosen, found) => {
              const name = chosen === 'compatible' ? '' : t(`models.vendor.${chosen}.name`)
              holdProviderTyped(providerId, { ...typed, ...typedOfVendor(chosen, found), name })
            }}
          />
          <div className="form-part">
            <Button look="bare" onClick={() => go({ name: 'models' })}>
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      ) : (
        <Details providerId={providerId} provider={provider} typed={{ ...typed, dialect }} />
      )}
    </div>
  )
}

function Details({
  providerId,
  provider,
  typed,
}: {
  providerId: ProviderId | null
  provider: Provider | undefined
  typed: ChosenTyped
}) {
  const { t } = useTranslation()
  const keyring = useMirror((mirror) => mirror.system.keyring)
  const usual = useMirror((mirror) => mirror.settings.usualModel)
  const change = (changed: Partial<ProviderTyped>) => {
    setFailure(null)
    holdProviderTyped(providerId, { ...typed, ...changed })
  }
  const [test, setTest] = useState<ProviderTest | 'running' | null>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const { busy, act } = useAction((thrown) => {
    setTest(null)
    setFailure(toAppError(thrown))
  })
  const models = modelsFrom(typed, provider, typeof test === 'object' ? test : null)
  const filled = typed.name.trim() !== '' && typed.baseUrl.trim() !== ''
  const runTest = () =>
    act(async () => {
      setFailure(null)
      setTest('running')
      const draft = draftFrom(typed, provider)
      setTest(await send('providers.test', { draft, model: models.chosen[0]?.name ?? null }))
    })
  const save = () =>
    act(async () => {
      setFailure(null)
      const saved = await send('providers.save', draftFrom(typed, provider))
      const unpriced = models.chosen.filter((model) => model.price === null).map((model) => model.name)
      const question = { dialect: typed.dialect, baseUrl: saved.provider.baseUrl ?? typed.baseUrl, models: unpriced }
      const { prices } = unpriced.length === 0 ? { prices: [] } : await send('prices.lookup', question)
      const chosen = withListedPrices(models.chosen, prices)
      await send('models.save', { providerId: saved.provider.id, models: chosen })
      const [first] = models.chosen
      if (first !== undefined && isPractice(usual)) {
        await send('settings.save', { usualModel: { providerId: saved.provider.id, model: first.name } })
      }
      dropProviderTyped(providerId)
      tellDone(t('models.saved', { service: saved.provider.name }), null)
      go({ name: 'models' })
    })
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {failure !== null && <ErrorCard error={failure} />}
      <WhereFields
        typed={typed}
        onChange={change}
        onAnother={provider === undefined ? () => change({ dialect: null, chosen: null }) : null}
      />
      <KeyFields typed={typed} provider={provider} keyring={keyring} keyPage={keyPageOf(typed)} onChange={change} />
      <div className="form-part">
        <div className="flex items-center gap-3">
          <Button disabled={busy || !filled} onClick={runTest}>
            {t('models.test.button')}
          </Button>
          <span className="note">{t('models.test.meaning')}</span>
        </div>
        {test !== null && <TestReport test={test} />}
      </div>
      <ModelPicker models={models} onChoose={(chosen) => change({ chosen })} />
      <div className="form-part">
        {models.chosen.length > 0 && isPractice(usual) && (
          <p className="note">{t('models.becomesUsual', { model: models.chosen[0]?.name })}</p>
        )}
        <div className="flex gap-2">
          <Button look="go" submit disabled={busy || !filled}>
            {t('common.save')}
          </Button>
          <Button
            look="bare"
            onClick={() => {
              dropProviderTyped(providerId)
              go({ name: 'models' })
            }}
          >
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </form>
  )
}
