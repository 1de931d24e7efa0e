/**
 * By which of Meta's two ways a marketing template goes: Cloud API, or the Marketing Messages API where its account has that turned
 * on. What one of them refuses for what it is goes by the other, and so does what follows, for a while. A message that goes again for
 * that reason was refused, so that it is on its way once; one without an answer stays in doubt whichever way it went.
 */
import { type OtherWay, otherWay, type SendEndpoint } from "@parley/whatsapp/marketing"

export interface Way {
  endpoint: SendEndpoint
  /** Meta's code for which it is not the way it would be; null: it is. */
  otherWayFor: number | null
}

/** What decides about the way of a message. */
export interface Routed {
  /** Whether its account has the Marketing Messages API turned on, at the moment. */
  optimizes: boolean
  /** As what it is sent, where that is marketing; null: it goes by Cloud API whatever is so. */
  marketingTemplate: string | null
  /** Whether the campaign, where there is one, wants what the account has turned on. */
  wantsOptimized: boolean
}

interface Detour extends Way {
  untilMs: number
}

const cloudApi: Way = { endpoint: "messages", otherWayFor: null }
/** Forgotten from then on, the oldest first: it costs one more refusal. */
const mostTemplates = 1_000

/** Those of one account, which outlive its lanes. */
export class Ways {
  #ofAccount: Detour | undefined
  readonly #ofTemplates = new Map<string, Detour>()

  of({ optimizes, marketingTemplate, wantsOptimized }: Routed, nowMs: number): Way {
    if (marketingTemplate === null || !optimizes) return cloudApi
    const usual: Way = wantsOptimized ? { endpoint: "marketing_messages", otherWayFor: null } : cloudApi
    const detour = [this.#ofTemplates.get(marketingTemplate), this.#ofAccount].find(
      (one) => one !== undefined && one.untilMs > nowMs,
    )
    if (detour === undefined || detour.endpoint === usual.endpoint) return usual
    return { endpoint: detour.endpoint, otherWayFor: detour.otherWayFor }
  }

  /**
   * Meta refused a message that went this way.
   * @returns the other way, which it goes from now on; undefined where the refusal is no question of the way, or it was on the other
   *   way already
   */
  refused(sent: Routed, way: Way, code: number, nowMs: number): OtherWay | undefined {
    if (sent.marketingTemplate === null || !sent.optimizes) return undefined
    if (way.otherWayFor !== null) {
      // Both ways say the same: it is the message, or the access, and no reason to leave the usual way.
      if (way.otherWayFor === code) this.#forget(sent.marketingTemplate, code)
      return undefined
    }
    const other = otherWay(way.endpoint, code)
    if (other === undefined) return undefined
    const detour = { endpoint: other.endpoint, otherWayFor: code, untilMs: nowMs + other.forMs }
    if (other.concerns === "account") this.#ofAccount = detour
    else {
      const [oldest] = this.#ofTemplates.keys()
      if (this.#ofTemplates.size >= mostTemplates && oldest !== undefined) this.#ofTemplates.delete(oldest)
      this.#ofTemplates.set(sent.marketingTemplate, detour)
    }
    return other
  }

  #forget(templateId: string, code: number): void {
    if (this.#ofTemplates.get(templateId)?.otherWayFor === code) this.#ofTemplates.delete(templateId)
    if (this.#ofAccount?.otherWayFor === code) this.#ofAccount = undefined
  }

  /**
   * Meta refused a message that went the other way already, for that way: neither is open for now.
   * @returns what it said of the first way, where that concerns the template; it is what the message waits for
   */
  closedFor(way: Way, code: number): number | undefined {
    const { endpoint, otherWayFor } = way
    if (otherWayFor === null || otherWay(endpoint, code) === undefined) return undefined
    const first = otherWay(endpoint === "messages" ? "marketing_messages" : "messages", otherWayFor)
    return first?.concerns === "template" ? otherWayFor : undefined
  }
}
