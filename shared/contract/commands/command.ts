import { z } from 'zod'

/** A request without arguments, or a reply that says only that it was done. */
export const nothing = z.object({})

/** Declares a command by the schemas of its request and its reply. */
export const command = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply) => ({
  request,
  reply,
})
