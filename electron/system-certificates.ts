import { getCACertificates, setDefaultCACertificates } from 'node:tls'

let isDone = false

/**
 * From now on connections this process opens by itself also trust whom the system trusts, such as an office that reads along by its
 * own certificate. Reading them takes a while, so that it is done once, where such a connection is about to be opened.
 */
export function trustSystemCertificates(): void {
  if (isDone) return
  isDone = true
  setDefaultCACertificates([...new Set([...getCACertificates('default'), ...getCACertificates('system')])])
}
