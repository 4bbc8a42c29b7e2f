import { app } from 'electron'
import type { Companion } from '../companion.ts'
import { endedPart } from '../supervisor/health/ended-part.ts'

/** Writes down which of our processes crashed; what they leave of it stays on this computer. */
export function noteCrashes({ services: { health } }: Pick<Companion, 'services'>): void {
  const note = (ended: ReturnType<typeof endedPart>) => {
    if (ended !== null) health.note(ended.where, ended.error)
  }
  app.on('child-process-gone', (_event, details) => note(endedPart(details)))
  app.on('render-process-gone', (_event, _contents, details) => note(endedPart({ type: 'Tab', ...details })))
}
