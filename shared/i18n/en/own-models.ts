/** Models that run on this computer itself. */
export const ownModels = {
  providerName: 'On this computer',
} as const
