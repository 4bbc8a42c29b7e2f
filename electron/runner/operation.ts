import { z } from 'zod'

/** An answer that says only that it was done. */
export const nothing = z.object({})

/** Something one process may ask of another: what the request holds, and what the answer does. */
export const operation = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply) => ({
  request,
  reply,
})
