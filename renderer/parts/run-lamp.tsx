import { useTranslation } from 'react-i18next'
import type { RunState } from '../../shared/model/run.ts'
import { Lamp } from '../ui/lamp.tsx'
import { lampOf } from './run-state.ts'

/** The lamp of a run. */
export function RunLamp({ state }: { state: RunState }) {
  const { t } = useTranslation()
  const { lamp, text } = lampOf(state)
  return <Lamp name={lamp} label={t(text)} />
}
