import type { PreviewedTime } from '../../../shared/contract/commands/schedule.ts'
import type { Zone } from '../../../shared/model/brand.ts'
import type { Translate } from '../../../shared/rules/format.ts'
import { clockText, durationText, type TimePlace } from '../../../shared/rules/format-time.ts'
import { zoneText } from '../../../shared/rules/schedule-words.ts'

/** Why a time that is still to come is not the plain one that was asked for, by the clock of its trigger's zone; empty when it is. */
export function timeNotes(time: PreviewedTime, zone: Zone, place: TimePlace, t: Translate): string {
  const there = { ...place, zone }
  const named = clockText(time.named, there)
  const notes: string[] = []
  if (zone !== place.zone) {
    notes.push(t('starts.note.zone', { time: clockText(time.at, there), zone: zoneText(zone, place.language) }))
  }
  if (time.leftOut !== null) notes.push(t('starts.note.missing', { taken: named, asked: time.leftOut }))
  if (time.clock === 'twice') notes.push(t('starts.note.twice', { time: named }))
  if (time.afterQuiet) notes.push(t('starts.note.quiet', { time: named }))
  if (time.delayMs > 0) notes.push(t('starts.note.delay', { span: durationText(time.delayMs, t) }))
  return notes.join(t('starts.note.and'))
}
