import type { Clock } from '../../../shared/model/clock.ts'
import type { AlertService } from '../../supervisor/alerts/alert-service.ts'
import type { AgentService } from '../../supervisor/agents/agent-service.ts'
import type { ApprovalService } from '../../supervisor/approvals/approval-service.ts'
import type { FolderGrants } from '../../supervisor/agents/folder-grants.ts'
import type { ProgramGrants } from '../../supervisor/agents/program-grants.ts'
import type { DeliverableService } from '../../supervisor/deliverables/deliverable-service.ts'
import type { Care } from '../../supervisor/books/care.ts'
import type { PageService } from '../../supervisor/pages/page-service.ts'
import type { Exporter } from '../../supervisor/books/export.ts'
import type { Repairs } from '../../supervisor/books/repairs.ts'
import type { ForecastService } from '../../supervisor/forecast/forecast-service.ts'
import type { HeldCalls } from '../../supervisor/budgets/held-calls.ts'
import type { UsedBudgets } from '../../supervisor/budgets/used-budgets.ts'
import type { MoneyService } from '../../supervisor/money/money-service.ts'
import type { Holds } from '../../supervisor/power/holds.ts'
import type { HealthService } from '../../supervisor/health/health-service.ts'
import type { ExportService } from '../../supervisor/moving/export-service.ts'
import type { MovingService } from '../../supervisor/moving/moving-service.ts'
import type { NetworkService } from '../../supervisor/network/network-service.ts'
import type { PowerService } from '../../supervisor/power/power-service.ts'
import type { Keyring } from '../../supervisor/providers/keyring.ts'
import type { Reconciler } from '../../supervisor/providers/reconciler.ts'
import type { OwnModelService } from '../../supervisor/own-models/own-model-service.ts'
import type { ProviderService } from '../../supervisor/providers/provider-service.ts'
import type { LedgerReader } from '../../supervisor/today/ledger-reader.ts'
import type { UndoService } from '../../supervisor/undo/undo-service.ts'
import type { RobotService } from '../../supervisor/robots/robot-service.ts'
import type { DigestService } from '../../supervisor/digest/digest-service.ts'
import type { RunService } from '../../supervisor/runs/run-service.ts'
import type { ShownResultRepository } from '../../storage/companion/shown-results.ts'
import type { SourceRepository } from '../../storage/companion/sources.ts'
import type { MailService } from '../../supervisor/mail/mail-service.ts'
import type { RunOnService } from '../../supervisor/run-on/run-on-service.ts'
import type { DraftingService } from '../../supervisor/drafting/drafting-service.ts'
import type { ComparisonService } from '../../supervisor/trials/comparison-service.ts'
import type { TrialService } from '../../supervisor/trials/trial-service.ts'
import type { WebhookService } from '../../supervisor/webhooks/webhook-service.ts'
import type { SampleService } from '../../supervisor/samples/sample-service.ts'
import type { WeekService } from '../../supervisor/schedule/week.ts'
import type { ToolServerService } from '../../supervisor/servers/tool-server-service.ts'
import type { SettingsService } from '../../supervisor/settings/settings-service.ts'
import type { UpdateService } from '../../supervisor/updates/update-service.ts'
import type { AdviceService } from '../../supervisor/value/advice-service.ts'
import type { ValueService } from '../../supervisor/value/value-service.ts'
import type { WorldService } from '../../supervisor/world/world-service.ts'
import type { Desktop } from '../desktop-edge.ts'
import type { Publisher } from '../publish.ts'

/** Everything a command may reach. */
export type Services = {
  readonly publisher: Publisher
  readonly agents: AgentService
  readonly folders: FolderGrants
  readonly programs: Pick<ProgramGrants, 'remember'>
  readonly toolServers: ToolServerService
  readonly robots: RobotService
  readonly network: Pick<NetworkService, 'save' | 'try'>
  readonly updates: Pick<UpdateService, 'state' | 'look' | 'install'>
  readonly health: Omit<HealthService, 'observe'>
  readonly moving: MovingService
  readonly exporting: ExportService
  readonly runOn: RunOnService
  readonly drafting: Pick<DraftingService, 'say' | 'stop'>
  readonly comparisons: Pick<ComparisonService, 'start' | 'stop'>
  readonly trials: Pick<TrialService, 'start' | 'stop'>
  readonly runs: RunService
  readonly undo: UndoService
  readonly results: Pick<ShownResultRepository, 'ofRun' | 'newestOf'>
  readonly approvals: ApprovalService
  readonly advice: AdviceService
  readonly digest: DigestService
  readonly alerts: Pick<AlertService, 'newest' | 'see'>
  readonly value: Omit<ValueService, 'observe' | 'start' | 'close'>
  readonly deliverables: DeliverableService
  readonly providers: ProviderService
  readonly ownModels: Omit<OwnModelService, 'usable' | 'noteSpeed' | 'offerAgain' | 'start' | 'close'>
  readonly reconciler: Reconciler
  readonly settings: SettingsService
  readonly heldCalls: HeldCalls
  readonly usedBudgets: UsedBudgets
  readonly repairs: Repairs
  readonly forecasts: ForecastService
  readonly care: Pick<Care, 'health'>
  readonly exporter: Exporter
  readonly report: LedgerReader['report']
  readonly totals: LedgerReader['totals']
  readonly money: MoneyService
  readonly world: Omit<WorldService, 'close'>
  readonly samples: SampleService
  readonly week: WeekService
  readonly pages: Pick<PageService, 'signIn' | 'signOut'>
  readonly mail: MailService
  readonly webhooks: WebhookService
  readonly facts: Pick<SourceRepository, 'factsOf'>
  readonly desktop: Desktop
  readonly holds: Holds
  readonly power: PowerService
  readonly keyring: Keyring
  /** Lets everything start again after several crashes in a row. */
  readonly recover: () => Promise<void>
  readonly clock: Clock
}
