import { Menu, nativeImage, nativeTheme, Tray } from 'electron'
import { drawMark, type MarkState } from './mark-bitmap.ts'
import { markState, menuItems, tooltipText, type TrayActions, type TrayFacts } from './tray-menu.ts'

export type TrayView = { show(facts: TrayFacts): void; remove(): void }

/** Puts the mark into the tray. It is drawn anew only when what it says has changed. */
export function createTray(actions: TrayActions): TrayView {
  let shown = ''
  const tray = new Tray(markImage({ level: 0, badge: 'none' }))
  tray.on('click', () => actions.open())
  return {
    show(facts) {
      const items = menuItems(facts, actions)
      const mark = markState(facts.mirror)
      const tooltip = tooltipText(facts)
      const seen = { ...mark, level: Math.round(mark.level * 20) / 20 }
      const key = JSON.stringify([nativeTheme.shouldUseDarkColors, seen, tooltip, items])
      if (key === shown) return
      shown = key
      tray.setImage(markImage(seen))
      tray.setToolTip(tooltip)
      tray.setContextMenu(Menu.buildFromTemplate(items))
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
