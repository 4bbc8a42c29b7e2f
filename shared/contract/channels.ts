/** The two IPC channels of the bridge; a file of its own so that the preload script carries nothing else. */
export const channels = { request: 'kaihe:request', events: 'kaihe:events' } as const
