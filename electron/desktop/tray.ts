import { Menu, type MenuItemConstructorOptions, nativeImage, nativeTheme, Tray } from 'electron'
import type { i18n } from 'i18next'
import type { Mirror } from '../../shared/contract/mirror.ts'
import type { RunId } from '../../shared/model/brand.ts'
import { hasEnded } from '../../shared/model/run.ts'
import { totalTokens } from '../../shared/model/usage.ts'
import { usageMoneyText } from '../../shared/rules/format.ts'
import { drawMark, type MarkState } from './mark-bitmap.ts'

export type TrayActions = {
  open(): void
  openRun(runId: RunId): void
  pauseAll(paused: boolean): void
  quit(): void
}

export type TrayView = { show(mirror: Mirror, translator: i18n): void; remove(): void }

/** Puts the mark into the tray. It is drawn anew only when what it says has changed. */
export function createTray(actions: TrayActions): TrayView {
  let shown = ''
  const tray = new Tray(markImage({ level: 0, badge: 'none' }))
  tray.on('click', () => actions.open())
  return {
    show(mirror, translator) {
      const items = menuItems(mirror, translator, actions)
      const key = JSON.stringify([nativeTheme.shouldUseDarkColors, mirror.settings.paused, items])
      if (key === shown) return
      shown = key
      tray.setImage(markImage(markState(mirror)))
      tray.setToolTip(translator.t('desktop.tray.tooltip', { state: stateText(mirror, translator) }))
      tray.setContextMenu(Menu.buildFromTemplate(items))
    },
    remove: () => tray.destroy(),
  }
}

/** The menu: today's money first, then what is running, then what can be done. */
export function menuItems(mirror: Mirror, translator: i18n, actions: TrayActions): MenuItemConstructorOptions[] {
  const live = Object.values(mirror.runs).filter((run) => !hasEnded(run.state))
  const tokens = totalTokens(mirror.today.usage.tokens)
  const money = usageMoneyText(mirror.today.usage, translator.language, translator.t)
  const today = translator.t('desktop.tray.todayTokens', {
    count: tokens,
    tokens: new Intl.NumberFormat(translator.language).format(tokens),
    money,
  })
  const running: MenuItemConstructorOptions[] = live.map((run) => ({
    label: `${run.agentName}  ${usageMoneyText(run.usage, translator.language, translator.t)}`,
    click: () => actions.openRun(run.id),
  }))
  const { paused } = mirror.settings
  return [
    { label: today, enabled: false },
    { type: 'separator' },
    {
      label: translator.t(live.length === 0 ? 'desktop.tray.nothingRunning' : 'desktop.tray.runningNow'),
      enabled: false,
    },
    ...running,
    { type: 'separator' },
    { label: translator.t('desktop.tray.open'), click: () => actions.open() },
    {
      label: translator.t(paused ? 'desktop.tray.goOn' : 'desktop.tray.pauseAll'),
      click: () => actions.pauseAll(!paused),
    },
    { type: 'separator' },
    { label: translator.t('desktop.tray.quit'), click: () => actions.quit() },
  ]
}

function stateText(mirror: Mirror, translator: i18n): string {
  if (mirror.settings.paused) return translator.t('desktop.tray.paused')
  const count = Object.values(mirror.runs).filter((run) => !hasEnded(run.state)).length
  return count === 0 ? translator.t('desktop.tray.quiet') : translator.t('desktop.tray.working', { count })
}

function markState(mirror: Mirror): MarkState {
  return { level: 0.08, badge: mirror.settings.paused ? 'paused' : 'none' }
}

function markImage(state: MarkState) {
  const ink = nativeTheme.shouldUseDarkColors ? ([235, 233, 229] as const) : ([35, 32, 28] as const)
  const image = nativeImage.createEmpty()
  for (const scaleFactor of [1, 2]) {
    const side = 16 * scaleFactor
    image.addRepresentation({
      scaleFactor,
      width: side,
      height: side,
      buffer: nativeImage
        .createFromBitmap(Buffer.from(drawMark(side, state, ink)), { width: side, height: side })
        .toPNG(),
    })
  }
  return image
}
