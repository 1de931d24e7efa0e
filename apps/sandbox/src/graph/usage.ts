/**
 * How much of the management API's hourly quota each app has used on each account: what the usage headers
 * tell and what 80007 answers. Sending has limits of its own and does not count.
 */
import type { Refusal } from "./refusal.ts"
import { whatsappError } from "./refusal.ts"

const HOUR_MS = 60 * 60 * 1000
const PER_HOUR = 200
/** For an account with a registered number, on the calls that are made most. */
const PER_HOUR_ACTIVE = 5_000
const OFTEN_CALLED: ReadonlySet<string> = new Set([
  "",
  "assigned_users",
  "phone_numbers",
  "message_templates",
  "subscribed_apps",
])

interface Hour {
  startedAtMs: number
  count: number
}

export interface ManagementCall {
  appId: string
  wabaId: string
  edge: string
  isActive: boolean
  nowMs: number
  isLimited: boolean
}

export class Usage {
  readonly #hours = new Map<string, Hour>()

  /**
   * Counts the call and answers the value of `x-business-use-case-usage`. Throws 80007 when the app's hour on
   * this account is used up.
   */
  take(call: ManagementCall): string {
    const isOften = call.isActive && OFTEN_CALLED.has(call.edge)
    const most = isOften ? PER_HOUR_ACTIVE : PER_HOUR
    const key = `${call.appId}/${call.wabaId}/${isOften}`
    let hour = this.#hours.get(key)
    if (hour === undefined || call.nowMs - hour.startedAtMs >= HOUR_MS || call.nowMs < hour.startedAtMs) {
      hour = { startedAtMs: call.nowMs, count: 0 }
      this.#hours.set(key, hour)
    }
    if (call.isLimited && hour.count >= most) throw exhausted()
    hour.count += 1
    const percent = Math.min(100, Math.ceil((100 * hour.count) / most))
    const wait = hour.count < most ? 0 : Math.ceil((hour.startedAtMs + HOUR_MS - call.nowMs) / 60_000)
    return `{"${call.wabaId}":[{"type":"whatsapp_business_management","call_count":${percent},"total_cputime":${Math.ceil(percent / 4)},"total_time":${Math.ceil(percent / 4)},"estimated_time_to_regain_access":${wait}}]}`
  }

  clear(): void {
    this.#hours.clear()
  }
}

function exhausted(): Refusal {
  return whatsappError(
    80007,
    "There have been too many calls to this WhatsApp Business account. Wait a bit and try again.",
    2446079,
  )
}
