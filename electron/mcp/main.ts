import { net } from 'electron'
import { createOutgoingFetch } from '../outgoing-fetch.ts'
import { openParentPort } from '../parent-port.ts'
import { createMcp } from './create-mcp.ts'

/** The process that holds the connection to one server of tools. */

// So that a person who looks at the list of processes sees which is which.
process.title = 'kaihe-mcp'
const reach = createOutgoingFetch({ viaSystem: (url, init) => net.fetch(url, init), direct: fetch })
createMcp({ port: openParentPort(), fetch: reach })
