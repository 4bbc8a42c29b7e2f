import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type AppError, CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { type ModelName, modelNameSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { FetchSource, MeasuredComputer, ModelFetch, OwnModel, OwnModels } from '../../../shared/model/own-model.ts'
import { fitOf } from '../../../shared/rules/own-models/fit.ts'
import type { ListedModel } from '../../../shared/rules/own-models/listed-models.ts'
import type { IsMetered } from '../network/metered-network.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { JsonFile } from '../../storage/json-file.ts'
import { freeNameFor } from './free-name.ts'
import { readRecords, writeRecords } from './records.ts'
import type { Stock } from './stock.ts'

export type OwnModelService = {
  current(): OwnModels
  measure(): Promise<MeasuredComputer>
  /** Begins to fetch, or goes on, `anyway` whatever the connection costs; one after the other. Throws `ownModel.tooBig`, `ownModel.noSource`. */
  fetch(listedId: string, source: FetchSource, anyway?: boolean): void
  /** Goes on with what waits for a way out that costs nothing, where it may be one now. */
  lookAgain(): void
  stop(listedId: string): void
  discard(listedId: string): Promise<void>
  /** Takes a model file, or every one of a folder, where it lies. Throws `ownModel.notAModel`, `ownModel.none`, `ownModel.tooBig`. */
  add(path: string): Promise<number>
  /** Throws `provider.inUse`. */
  remove(name: ModelName): Promise<void>
  /** The model as it is now. Throws `ownModel.missing` when its file is gone. */
  usable(name: string): Promise<OwnModel>
  /** Keeps how fast it was. */
  noteSpeed(name: string, tokensPerSecond: number): void
  /** Says again what agents can choose from, in the owner's language as it is now. */
  offerAgain(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** Models that run on this computer: which there are, and how they come here. */
export function createOwnModelService(dependencies: {
  file: JsonFile
  folder: string
  /** The models of our list. */
  listed: readonly ListedModel[]
  stock: Stock
  measure: () => Promise<MeasuredComputer>
  memoryBytes: number
  /** Nothing large is fetched while the way out costs by the amount, unless the owner says so. */
  isMetered: IsMetered
  /** What agents can choose from. Throws `provider.inUse` for one that is used now and would be gone. */
  offer: (models: readonly OwnModel[]) => Promise<void>
  publish: Publish
  clock: Clock
}): OwnModelService {
  const { file, folder, listed: list, stock, measure, memoryBytes, isMetered, offer, publish, clock } = dependencies
  const kept = readRecords(file)
  let models: readonly OwnModel[] = kept.models
  let fetches: readonly ModelFetch[] = kept.unfinished.map((each) => ({
    ...each,
    state: 'stopped',
    doneBytes: 0,
    error: null,
  }))
  let running: { listedId: string; abort: AbortController; over: Promise<void> } | null = null

  /** Fetched whatever it costs. */
  const wantedAnyway = new Set<string>()

  const findListed = (id: string) => list.find((each) => each.id === id) ?? null
  const current = (): OwnModels => ({ models: [...models], fetches: [...fetches] })
  const tell = () => publish({ type: 'ownModels.changed', ownModels: current() })
  const keep = (nextModels: readonly OwnModel[], nextFetches: readonly ModelFetch[]) => {
    const unfinished = nextFetches.map(({ listedId, source }) => ({ listedId, source }))
    writeRecords(file, { models: [...nextModels], unfinished })
    models = nextModels
    fetches = nextFetches
    tell()
  }
  const change = (listedId: string, changed: Partial<ModelFetch>) => {
    fetches = fetches.map((each) => (each.listedId === listedId ? { ...each, ...changed } : each))
    tell()
  }
  const without = (listedId: string) => fetches.filter((each) => each.listedId !== listedId)
  const targetOf = ({ id }: ListedModel) => join(folder, `${id}.gguf`)

  const nextInLine = () => {
    const next = fetches.find(({ state }) => state === 'waiting')
    const listed = next === undefined ? null : findListed(next.listedId)
    if (running !== null || next === undefined || listed === null) return
    const abort = new AbortController()
    const over = bring(listed, next.source, abort.signal).then((error) => {
      running = null
      // One that was given up meanwhile is not in the list any more.
      if (error !== undefined) change(listed.id, { state: 'stopped', error })
      nextInLine()
    })
    running = { listedId: listed.id, abort, over }
  }
  /** Undefined: it is here. Null: it was stopped. */
  const bring = async (
    listed: ListedModel,
    source: FetchSource,
    signal: AbortSignal,
  ): Promise<AppError | null | undefined> => {
    const url = listed.sources[source]
    const target = targetOf(listed)
    try {
      if (url === undefined) throw new CodedError('ownModel.noSource', { name: listed.name })
      if (!wantedAnyway.has(listed.id) && (await isMetered())) {
        throw new CodedError('ownModel.metered', { name: listed.name })
      }
      if (signal.aborted) return null
      change(listed.id, { state: 'fetching', error: null })
      const { bytes, sha256 } = listed
      await stock.call(
        'fetch',
        { url, target, bytes, sha256 },
        {
          signal,
          onProgress: ({ state, doneBytes }) => change(listed.id, { state, doneBytes }),
        },
      )
      const { trainedTokens, bytesPerToken, id } = listed
      const name = freeNameFor(listed.name, models)
      const facts = { bytes, trainedTokens, bytesPerToken, listedId: id, fetched: true, tokensPerSecond: null }
      const arrived: OwnModel = { name, path: target, addedAt: clock.now(), ...facts }
      keep([...models, arrived], without(id))
      await offer(models)
      return undefined
    } catch (thrown) {
      return signal.aborted ? null : toAppError(thrown)
    }
  }
  const endRunning = async (listedId: string) => {
    if (running?.listedId !== listedId) return
    const { abort, over } = running
    abort.abort()
    await over
  }

  return {
    current,
    measure,
    fetch(listedId, source, anyway = false) {
      const listed = findListed(listedId)
      if (listed?.sources[source] === undefined) throw new CodedError('ownModel.noSource', { name: listedId })
      if (models.some((model) => model.listedId === listedId)) return
      requireFit(listed, memoryBytes)
      const known = fetches.find((each) => each.listedId === listedId)
      if (known !== undefined && known.state !== 'stopped') return
      const doneBytes = known?.doneBytes ?? 0
      if (anyway) wantedAnyway.add(listedId)
      else wantedAnyway.delete(listedId)
      keep(models, [...without(listedId), { listedId, source, state: 'waiting', doneBytes, error: null }])
      nextInLine()
    },
    lookAgain() {
      for (const { listedId, error } of fetches) {
        if (error?.code === 'ownModel.metered') change(listedId, { state: 'waiting', error: null })
      }
      nextInLine()
    },
    stop(listedId) {
      if (running?.listedId === listedId) running.abort.abort()
      else change(listedId, { state: 'stopped' })
    },
    async discard(listedId) {
      await endRunning(listedId)
      const listed = findListed(listedId)
      if (listed !== null) await rm(`${targetOf(listed)}.part`, { force: true })
      keep(models, without(listedId))
    },
    async add(path) {
      const { found } = await stock.call('inspect', { path })
      const others = found.filter((each) => models.every((model) => model.path !== each.path))
      if (found.length === 0) throw new CodedError('ownModel.none')
      const fitting = others.filter((each) => fitOf(each, { memoryBytes }).fit !== 'not')
      const [first] = others
      if (first !== undefined && fitting.length === 0) requireFit(first, memoryBytes)
      const next = [...models]
      for (const { name, ...facts } of fitting) {
        const listedId = await recognise(facts, list, stock)
        const named = freeNameFor(findListed(listedId ?? '')?.name ?? name, next)
        const rest = { listedId, fetched: false, addedAt: clock.now(), tokensPerSecond: null }
        next.push({ ...facts, name: named, ...rest })
      }
      keep(next, fetches)
      await offer(models)
      return fitting.length
    },
    async remove(name) {
      const model = models.find((each) => each.name === name)
      if (model === undefined) return
      const others = models.filter((each) => each !== model)
      await offer(others)
      keep(others, fetches)
      if (model.fetched) await rm(model.path, { force: true })
    },
    async usable(name) {
      const model = models.find((each) => each.name === name)
      const isThere = model !== undefined && (await stat(model.path).catch(() => null))?.isFile() === true
      if (model === undefined || !isThere) throw new CodedError('ownModel.missing', { name })
      return model
    },
    noteSpeed(name, tokensPerSecond) {
      const next = models.map((each) =>
        each.name === modelNameSchema.parse(name) ? { ...each, tokensPerSecond } : each,
      )
      keep(next, fetches)
    },
    offerAgain: () => offer(models),
    async start() {
      const sized = await Promise.all(
        fetches.map(async (each) => {
          const listed = findListed(each.listedId)
          const part = listed === null ? null : await stat(`${targetOf(listed)}.part`).catch(() => null)
          return { ...each, doneBytes: part?.size ?? 0 }
        }),
      )
      fetches = sized.filter(({ listedId }) => findListed(listedId) !== null)
      if (models.length > 0 || fetches.length > 0) tell()
      await offer(models)
    },
    async close() {
      running?.abort.abort()
      stock.close()
      await running?.over
    },
  }
}

function requireFit(model: { name: string } & Parameters<typeof fitOf>[0], memoryBytes: number): void {
  const { fit, memoryBytes: needed } = fitOf(model, { memoryBytes })
  if (fit !== 'not') return
  const inGigabytes = (bytes: number) => Math.round(bytes / 100_000_000) / 10
  const params = { name: model.name, needed: inGigabytes(needed), memory: inGigabytes(memoryBytes) }
  throw new CodedError('ownModel.tooBig', params)
}

/** A file of the size of a listed model is looked at whole, to know whether it is that one. */
async function recognise(
  { path, bytes }: { path: string; bytes: number },
  list: readonly ListedModel[],
  stock: Stock,
): Promise<string | null> {
  const candidate = list.find((listed) => listed.bytes === bytes)
  if (candidate === undefined) return null
  const { sha256 } = await stock.call('fingerprint', { path })
  return sha256 === candidate.sha256 ? candidate.id : null
}
