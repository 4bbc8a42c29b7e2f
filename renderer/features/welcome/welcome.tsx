import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceDialect } from '../../../shared/model/provider.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Icon, Mark } from '../../ui/icons.tsx'
import { Art } from './art.tsx'
import { ChooseMind, type Mind } from './choose-mind.tsx'
import { ChooseVendor } from './choose-vendor.tsx'
import { FirstResult } from './first-result.tsx'
import { LocalModel } from './local-model.tsx'
import { VendorGuide } from './vendor-guide.tsx'

type Page =
  | { readonly name: 'mind' | 'local' | 'vendors' | 'first' }
  | { readonly name: 'vendor'; readonly dialect: ServiceDialect }

/** The first start: language, theme, and how it should think. Nothing else is asked, and everything can be changed later. */
export function Welcome({ buttons }: { buttons: ReactNode }) {
  const { t } = useTranslation()
  const [page, setPage] = useState<Page>({ name: 'mind' })
  const [mind, setMind] = useState<Mind>('look')
  const { busy, act } = useAction()
  const leave = () => act(async () => void (await send('settings.save', { welcomed: true })))
  const next = () => setPage({ name: mind === 'local' ? 'local' : mind === 'account' ? 'vendors' : 'first' })
  return (
    <main className="hello" aria-label={t('welcome.label')}>
      <section className="left drag">
        <div className="brand">
          <Mark />
          <span>Kaihe</span>
        </div>
        <Art />
        <h1>{t('welcome.title')}</h1>
        <p className="lede">{t('welcome.lede')}</p>
      </section>
      <section className="right scroll">
        <Looks buttons={buttons} />
        <Shown page={page} mind={mind} onMind={setMind} onPage={setPage} />
        <div className="foot">
          {page.name === 'mind' ? (
            <>
              <Icon name="forbidden" small />
              <span>{t('welcome.private')}</span>
              <Button look="go" onClick={next}>
                {t('welcome.continue')}
              </Button>
            </>
          ) : (
            <>
              <Button
                look="bare"
                icon="back"
                onClick={() => setPage({ name: page.name === 'vendor' ? 'vendors' : 'mind' })}
              >
                {t('welcome.back')}
              </Button>
              <Button look="bare" disabled={busy} onClick={leave}>
                {t('welcome.later')}
              </Button>
            </>
          )}
        </div>
      </section>
    </main>
  )
}

function Shown({
  page,
  mind,
  onMind,
  onPage,
}: {
  page: Page
  mind: Mind
  onMind: (mind: Mind) => void
  onPage: (page: Page) => void
}) {
  switch (page.name) {
    case 'mind':
      return <ChooseMind mind={mind} onChoose={onMind} />
    case 'local':
      return <LocalModel />
    case 'vendors':
      return <ChooseVendor onChoose={(dialect) => onPage({ name: 'vendor', dialect })} />
    case 'vendor':
      return <VendorGuide dialect={page.dialect} />
    case 'first':
      return <FirstResult />
  }
}

/** Language and theme, changed at once. */
function Looks({ buttons }: { buttons: ReactNode }) {
  const { t, i18n } = useTranslation()
  const theme = useMirror((mirror) => mirror.settings.theme)
  const { act } = useAction()
  const save = (changed: Partial<Settings>) => act(async () => void (await send('settings.save', changed)))
  return (
    <div className="looks drag">
      <Segmented
        label={t('settings.language')}
        value={i18n.language === 'zh-CN' ? 'zh-CN' : 'en'}
        options={[
          { value: 'en', words: 'English', lang: 'en' },
          { value: 'zh-CN', words: '中文', lang: 'zh-CN' },
        ]}
        onChoose={(language) => save({ language })}
      />
      <Segmented
        label={t('settings.theme')}
        value={theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          words: t(value === 'system' ? 'settings.asSystem' : `settings.${value}`),
        }))}
        onChoose={(chosen) => save({ theme: chosen })}
      />
      {buttons}
    </div>
  )
}
