import type { en } from '../en/index.ts'
import type { Translation } from '../texts.ts'
import { advice } from './advice.ts'
import { agents } from './agents.ts'
import { alerts } from './alerts.ts'
import { books } from './books.ts'
import { approvals } from './approvals.ts'
import { common } from './common.ts'
import { computer } from './computer.ts'
import { desktop } from './desktop.ts'
import { digest } from './digest.ts'
import { errors } from './errors.ts'
import { forecast } from './forecast.ts'
import { compare } from './compare.ts'
import { gallery } from './gallery.ts'
import { guide } from './guide.ts'
import { limits } from './limits.ts'
import { models } from './models.ts'
import { money } from './money.ts'
import { nav } from './nav.ts'
import { ownModels } from './own-models.ts'
import { report } from './report.ts'
import { health } from './health.ts'
import { moving } from './moving.ts'
import { network } from './network.ts'
import { updates } from './updates.ts'
import { robots } from './robots.ts'
import { runs } from './runs.ts'
import { servers } from './servers.ts'
import { say } from './say.ts'
import { settings } from './settings.ts'
import { sources } from './sources.ts'
import { starts } from './starts.ts'
import { steps } from './steps.ts'
import { today } from './today.ts'
import { tools } from './tools.ts'
import { units } from './units.ts'
import { value } from './value.ts'
import { tour, welcome } from './welcome.ts'
import { world } from './world.ts'

export const zhCN: Translation<typeof en> = {
  advice,
  agents,
  alerts,
  books,
  approvals,
  common,
  computer,
  desktop,
  digest,
  errors,
  forecast,
  compare,
  gallery,
  guide,
  limits,
  models,
  money,
  nav,
  ownModels,
  report,
  robots,
  health,
  moving,
  network,
  updates,
  runs,
  servers,
  say,
  tour,
  welcome,
  settings,
  sources,
  starts,
  steps,
  today,
  tools,
  units,
  value,
  world,
}
