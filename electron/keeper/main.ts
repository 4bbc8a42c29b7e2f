import { runBelowOthers } from '../below-others.ts'
import { openParentPort } from '../parent-port.ts'
import { createKeeper } from './create-keeper.ts'

/** The keeper's process: checks, copies and exports the books, and is gone again. */

process.title = 'kaihe-keeper'
runBelowOthers()
createKeeper(openParentPort())
