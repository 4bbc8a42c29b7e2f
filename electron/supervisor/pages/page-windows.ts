import type { AgentId } from '../../../shared/model/brand.ts'
import type { PageProxy } from '../../runner/protocol.ts'

/** A page as it was shown once its scripts had filled it. `url`: where it was in the end; `status`: what the site answered
 * with there (RFC 9110, 15). */
export type ShownPage = { readonly url: string; readonly status: number; readonly html: string }

/** Windows that show pages of the web, and what only the desktop can do for them. */
export type PageWindows = {
  /**
   * Shows a page in a window nobody sees and closes it, whatever happens. `visitor`: the agent as which it is visited; null for nobody,
   * who is forgotten after. Throws CodedError `page.notShown`, `web.*`, or what the signal says.
   */
  render(page: { address: string; proxy: PageProxy; visitor: AgentId | null }, signal: AbortSignal): Promise<ShownPage>
  /** Opens a window in which the owner signs in to a site for one agent; resolves when it is closed. */
  signIn(
    page: { address: string; proxy: PageProxy; visitor: AgentId; agentName: string },
    signal: AbortSignal,
  ): Promise<void>
  /** Everything sites keep of that visitor is gone after. */
  forget(visitor: AgentId): Promise<void>
}
