import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { agentIdSchema } from '../../../shared/model/brand.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { send } from '../../bridge/client.ts'
import { HourRate } from '../../parts/hour-rate.tsx'
import { AgentChip } from '../../parts/agent-chip.tsx'
import { usePausedWords } from '../../parts/paused-words.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { startTour } from '../../store/tour.ts'
import { Button } from '../../ui/button.tsx'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'
import { Segmented, Switch } from '../../ui/choices.tsx'
import { AlertSection } from './alert-settings.tsx'
import { Books } from './books.tsx'
import { ChatRobots } from './chat-robots.tsx'
import { ComputerLimits } from './computer-limits.tsx'
import { ExchangeRates } from './exchange-rates.tsx'
import { HealthSection } from './health.tsx'
import { HeldCalls } from './held-calls.tsx'
import { MeteredSetting } from './metered-setting.tsx'
import { MailAccounts } from './mail-accounts.tsx'
import { MovingHouse } from './moving-house.tsx'
import { NetworkWay } from './network-way.tsx'
import { ProgramDoor } from './program-door.tsx'
import { ShortcutSetting } from './shortcut-setting.tsx'
import { ToolServers } from './tool-servers.tsx'
import { Updates } from './updates.tsx'

const runsAtOnce = [null, 1, 2, 3, 4, 6, 8, 12, 20] as const

/** What holds for the whole app. Every change counts at once. */
export function SettingsPage({ limit }: { limit: string | undefined }) {
  const { t } = useTranslation()
  const settings = useMirror((mirror) => mirror.settings)
  const { act } = useAction()
  const save = (changed: Partial<Settings>) =>
    act(async () => {
      await send('settings.save', changed)
    })
  const launches = useMirror((mirror) => mirror.power.launchesAtLogin)
  const pausedWords = usePausedWords()
  const switchId = useId()
  const pauseId = useId()
  const meterId = useId()
  const batteryId = useId()
  return (
    <div className="inner slim">
      <h1 className="title">{t('settings.title')}</h1>
      <div className="sec">
        <div className="setting">
          <h2>{t('settings.language')}</h2>
          <Segmented
            label={t('settings.language')}
            value={settings.language}
            options={[
              { value: 'system', words: t('settings.asSystem') },
              { value: 'en', words: 'English', lang: 'en' },
              { value: 'zh-CN', words: '中文', lang: 'zh-CN' },
            ]}
            onChoose={(language) => save({ language })}
          />
        </div>
        <div className="setting">
          <h2>{t('settings.theme')}</h2>
          <Segmented
            label={t('settings.theme')}
            value={settings.theme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({
              value,
              words: value === 'system' ? t('settings.asSystem') : t(`settings.${value}`),
            }))}
            onChoose={(theme) => save({ theme })}
          />
        </div>
        <div className="setting">
          <h2>{t('value.rate.label')}</h2>
          <HourRate />
        </div>
        <div className="setting">
          <h2>{t('guide.title')}</h2>
          <Button onClick={() => go({ name: 'guide', chapter: 'first-agent' })}>{t('guide.open')}</Button>
          <p>{t('guide.meaning')}</p>
        </div>
        <div className="setting">
          <h2>{t('tour.label')}</h2>
          <span className="flex gap-2">
            <Button
              onClick={() => {
                go({ name: 'today' })
                startTour()
              }}
            >
              {t('tour.recall')}
            </Button>
            <Button onClick={() => save({ welcomed: false })}>{t('tour.welcomeAgain')}</Button>
          </span>
          <p>{t('tour.recallMeaning')}</p>
        </div>
        <div className="setting">
          <label htmlFor={switchId}>{t('settings.launchAtLogin')}</label>
          <Switch
            id={switchId}
            on={launches ?? settings.launchAtLogin}
            onChange={(launchAtLogin) => save({ launchAtLogin })}
          />
          <p>{t('settings.launchMeaning')}</p>
        </div>
        <div className="setting">
          <label htmlFor={pauseId}>{t('settings.paused')}</label>
          <Switch
            id={pauseId}
            on={settings.paused}
            onChange={(paused) =>
              act(async () => {
                await send('app.pauseAll', { paused })
              })
            }
          />
          <p>{pausedWords || t('settings.pausedMeaning')}</p>
        </div>
        <div className="setting">
          <label htmlFor={meterId}>{t('desktop.meter.show')}</label>
          <Switch id={meterId} on={settings.meterWindow} onChange={(meterWindow) => save({ meterWindow })} />
          <p>{t('settings.meterMeaning')}</p>
        </div>
        <div className="setting">
          <label htmlFor={batteryId}>{t('settings.pausesOnBattery')}</label>
          <Switch
            id={batteryId}
            on={settings.pausesOnBattery}
            onChange={(pausesOnBattery) => save({ pausesOnBattery })}
          />
          <p>{t('settings.batteryMeaning')}</p>
        </div>
        <MeteredSetting settings={settings} onChange={save} />
        <ShortcutSetting field="stopShortcut" onChange={(stopShortcut) => save({ stopShortcut })} />
        <ShortcutSetting field="clipboardShortcut" onChange={(clipboardShortcut) => save({ clipboardShortcut })}>
          <AgentChip
            id="clipboard-agent"
            label={t('settings.clipboardKeys.agent')}
            missing={t('settings.clipboardKeys.choose')}
            agent={settings.clipboardAgent}
            exclude=""
            onChange={(agent) => save({ clipboardAgent: agentIdSchema.parse(agent) })}
          />
        </ShortcutSetting>
        <div className="setting">
          <h2>{t('settings.concurrent')}</h2>
          <OpenChip label={t('settings.concurrent')} words={settings.concurrentRuns ?? t('settings.concurrentAuto')}>
            {(close) =>
              runsAtOnce.map((choice) => (
                <MenuItem
                  key={String(choice)}
                  chosen={choice === settings.concurrentRuns}
                  onClick={() => {
                    save({ concurrentRuns: choice })
                    close()
                  }}
                >
                  {choice ?? t('settings.concurrentAuto')}
                </MenuItem>
              ))
            }
          </OpenChip>
          <p>{t('settings.concurrentMeaning')}</p>
        </div>
        <div className="setting">
          <h2>{t('settings.usualModel')}</h2>
          <Button onClick={() => go({ name: 'models' })}>{t('settings.toModels')}</Button>
          <p>{isPractice(settings.usualModel) ? t('common.practice') : settings.usualModel.model}</p>
        </div>
      </div>
      <AlertSection onChange={save} />
      <ComputerLimits settings={settings} openAt={limit} onChange={save} />
      <HeldCalls />
      <ExchangeRates settings={settings} onChange={save} />
      <Books />
      <MailAccounts />
      <ChatRobots />
      <ToolServers />
      <ProgramDoor port={settings.webhookPort} onChange={save} />
      <NetworkWay />
      <Updates updates={settings.updates} onChange={save} />
      <MovingHouse />
      <HealthSection />
      <About />
    </div>
  )
}

function About() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const system = useMirror((mirror) => mirror.system)
  return (
    <section className="sec">
      <h2 className="sec-h">{t('settings.about')}</h2>
      <dl className="ledger">
        <dt>{t('settings.version')}</dt>
        <dd>{system.version}</dd>
        <dt>{t('guide.licences.title')}</dt>
        <dd>
          <button type="button" className="link" onClick={() => go({ name: 'licences' })}>
            {t('guide.licences.open')}
          </button>
        </dd>
        <dt>{t('settings.awake')}</dt>
        <dd>{format.dayAndClock(system.startedAt, now)}</dd>
        <dt>{t('settings.keys')}</dt>
        <dd>{t(`settings.keyring.${system.keyring}`)}</dd>
        <dt>{t('settings.gateway')}</dt>
        <dd>{t(`settings.gatewayState.${system.gateway}`)}</dd>
      </dl>
      <p className="note mt-3">{t('settings.private')}</p>
    </section>
  )
}
