/** What the world asks models, beside what the owner asks. */
export const world = {
  under: 'under {{share}}',
} as const
