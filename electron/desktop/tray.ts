import { Menu, nativeImage, nativeTheme, Tray } from 'electron'
import { drawMark, type MarkState } from './mark-bitmap.ts'
import { markState, menuItems, tooltipText, type TrayActions, type TrayFacts } from './tray-menu.ts'

export type TrayView = { show(facts: TrayFacts): void; remove(): void }

/** Puts the mark into the tray. It is drawn anew only when what it says has changed. */
export function createTray(actions: TrayActions): TrayView {
  const shown = { mark: '', words: '' }
  const tray = new Tray(markImage({ level: 0, badge: 'none' }))
  tray.on('click', () => actions.open())
  return {
    show(facts) {
      const items = menuItems(facts, actions)
      const tooltip = tooltipText(facts)
      const { level, badge } = markState(facts.mirror)
      const seen = { badge, level: Math.round(level * 20) / 20 }
      const mark = JSON.stringify([nativeTheme.shouldUseDarkColors, seen])
      if (mark !== shown.mark) tray.setImage(markImage(seen))
      const words = JSON.stringify([tooltip, items])
      if (words !== shown.words) {
        tray.setToolTip(tooltip)
        tray.setContextMenu(Menu.buildFromTemplate(items))
      }
      Object.assign(shown, { mark, words })
    },
    remove: () => tray.destroy(),
  }
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
