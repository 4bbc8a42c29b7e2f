/** The source of a price the owner typed. */
export const ownerSource = 'owner'
