import type { AppEvent } from '../../shared/contract/events.ts'

/** Reports something that has happened: main's mirror takes it in, and the page hears of it in the next batch. */
export type Publish = (event: AppEvent) => void
