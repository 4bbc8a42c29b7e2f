import type { DatabaseSync } from 'node:sqlite'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { RunForecast } from '../../../shared/model/forecast.ts'
import type { OffPeakPlan } from '../../../shared/model/off-peak.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import type { Run } from '../../../shared/model/run.ts'
import type { Language } from '../../../shared/model/settings.ts'
import type { Flush } from '../../storage/flushed-writes.ts'
import type { MailDoors } from '../../runner/tools/mail/doors.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'
import type { ApprovalService } from '../approvals/approval-service.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'
import type { PageService } from '../pages/page-service.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { Keyring } from '../providers/keyring.ts'
import type { InnerSources } from './inner-sources.ts'
import type { RobotService } from '../robots/robot-service.ts'
import type { ToolServerService } from '../servers/tool-server-service.ts'
import type { RunScratch } from './run-scratch.ts'
import type { ReadMemory } from './runner-process.ts'

/** What it takes to open a mailbox of the settings. Throws `mail.accountMissing`, `mail.passwordMissing`, `keyring.*`. */
export type OpenMail = (accountId: string) => Promise<MailDoors>

/** What the service of runs is built from. */
export type RunServiceDependencies = {
  db: DatabaseSync
  /** Of the same database; closed with the service. */
  flush: Flush
  clock: Clock
  publish: (event: AppEvent) => void
  processes: ProcessHost
  openMail: OpenMail
  toolServers: Pick<ToolServerService, 'describe' | 'call' | 'nameOf'>
  robots: Pick<RobotService, 'find' | 'send'>
  inner: InnerSources
  gateway: GatewayHost
  keyring: Pick<Keyring, 'whenReadable'>
  /** The model an agent's run uses from its start to its end. Throws `model.missing`. */
  resolveModel: (agent: Agent) => RunPlan['model']
  /** What a run's pass lets in now, its own model first. Throws `model.notAllowed`. */
  modelsForPass: (plan: RunPlan) => ModelReference[]
  /** What a run of the agent, with this model, will probably use; null where nothing is known. It must not wait for anything. */
  forecast: (agent: Agent, model: RunPlan['model']) => RunForecast | null
  /** When a run that starts by itself now begins, where it may wait for cheaper hours; else null. It must not wait either. */
  planOf: (agent: Agent, model: RunPlan['model']) => OffPeakPlan | null
  language: () => Language
  newId: () => string
  /** A secret of at least 32 random bytes, as text. */
  mintToken: () => string
  scratch: RunScratch
  /** A run has ended, whichever way; its record is published before. */
  onEnded: (run: Run) => void
  approvals: Pick<ApprovalService, 'ask' | 'withdraw'>
  pages: Pick<PageService, 'wayTo' | 'render' | 'leave'>
  readMemory: ReadMemory
  /** How many runs may be at work at once. */
  concurrent: () => number
}
