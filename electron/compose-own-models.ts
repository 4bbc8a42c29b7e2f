import { randomBytes } from 'node:crypto'
import { availableParallelism, freemem, totalmem } from 'node:os'
import { join } from 'node:path'
import { toAppError } from '../shared/contract/errors.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import { createTranslator } from '../shared/i18n/translate.ts'
import { ownProviderId } from '../shared/model/own-model.ts'
import { listedModels } from '../shared/rules/own-models/listed-models.ts'
import type { CompanionEdge } from './companion.ts'
import { freeDiskOf } from './free-disk.ts'
import type { Publish } from './ipc/publish.ts'
import { openJsonFile } from './storage/json-file.ts'
import type { GatewayHost } from './supervisor/gateway-host/gateway-host.ts'
import { createEngineHost } from './supervisor/own-models/engine-host.ts'
import { ownProvider } from './supervisor/own-models/own-provider.ts'
import { createOwnModelService, type OwnModelService } from './supervisor/own-models/own-model-service.ts'
import { createStock } from './supervisor/own-models/stock.ts'
import type { IsMetered } from './supervisor/network/metered-network.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import type { ProviderService } from './supervisor/providers/provider-service.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'

/** Models that run on this computer itself. */
export function composeOwnModels(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'clock'>
  settings: SettingsService
  processes: ProcessHost
  gateway: GatewayHost
  providers: ProviderService
  isMetered: IsMetered
  publish: Publish
}): OwnModelService & { observe: (event: AppEvent) => void; wake: () => void } {
  const { edge, settings, processes, gateway, providers, isMetered, publish } = from
  const { clock } = edge
  const folder = join(edge.dataFolder, 'models')
  const memoryBytes = totalmem()
  const name = () => createTranslator(settings.language()).t('ownModels.providerName')
  const offered = () => providers.list().find(({ id }) => id === ownProviderId) ?? null
  const measure = async () => ({
    memoryBytes,
    freeMemoryBytes: freemem(),
    cores: availableParallelism(),
    freeDiskBytes: await freeDiskOf(edge.dataFolder),
    folder,
  })
  const service = createOwnModelService({
    file: openJsonFile(join(edge.dataFolder, 'own-models.json')),
    folder,
    listed: listedModels,
    stock: createStock(processes),
    measure,
    memoryBytes,
    isMetered,
    offer: (models) => providers.keepOwn(ownProvider(models, { name: name(), memoryBytes, before: offered() })),
    publish,
    clock,
  })
  const engine = createEngineHost({
    processes,
    usable: service.usable,
    measure,
    newToken: () => randomBytes(32).toString('hex'),
    onSpeed: service.noteSpeed,
    clock,
  })
  const stop = gateway.onOwnModelWanted(({ ticket, model }) => {
    const answered = engine.doorOf(model).then(
      (door) => ({ ticket, door, error: null }),
      (thrown: unknown) => ({ ticket, door: null, error: toAppError(thrown) }),
    )
    // A gateway that is gone meanwhile asks anew.
    const hand = async () => (await gateway.whenReady()).call('ownModel.door', await answered)
    hand().catch(() => undefined)
  })
  let { metered } = settings.current()
  const tell = (thrown: unknown) => publish({ type: 'notice', error: toAppError(thrown) })
  return {
    ...service,
    // Everything else starts, whatever becomes of own models.
    start: () => service.start().catch(tell),
    async remove(model) {
      await service.remove(model)
      await engine.letGo(model)
    },
    wake: service.lookAgain,
    observe({ type }) {
      if (type !== 'settings.saved') return
      const { metered: said } = settings.current()
      if (said !== metered) service.lookAgain()
      metered = said
      const known = offered()
      if (known !== null && known.name !== name()) service.offerAgain().catch(tell)
    },
    async close() {
      stop()
      await engine.close()
      await service.close()
    },
  }
}
