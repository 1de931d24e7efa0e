/**
 * How much of its hourly quotas each app has used, on each account and in all: what the usage headers tell and
 * what 80007 and 4 answer. Sending has limits of its own and does not count.
 */
import { Refusal, whatsappError } from "./refusal.ts"

const hourMs = 60 * 60 * 1000
const perHour = 200
/** For an account with a registered number, on the calls that are made most. */
const perHourActive = 5_000
/** Calls that concern no account, per user of the app ("Rate limiting": platform rate limits). */
const perHourAndUser = 200
export const noAppUsage = '{"call_count":0,"total_cputime":0,"total_time":0}'
const oftenCalled: ReadonlySet<string> = new Set([
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

export interface AppCall {
  appId: string
  /** People and system users who have a token of the app. */
  users: () => number
  nowMs: number
}

interface AppHour extends Hour {
  most: number
}

declare module "../../running.ts" {
  interface Running {
    readonly usage: Usage
  }
}

export class Usage {
  readonly #hours = new Map<string, Hour>()
  readonly #appHours = new Map<string, AppHour>()

  /**
   * Counts the call and answers the value of `x-business-use-case-usage`. Throws 80007 when the app's hour on
   * this account is used up.
   */
  take(call: ManagementCall): string {
    const isOften = call.isActive && oftenCalled.has(call.edge)
    const most = isOften ? perHourActive : perHour
    const key = `${call.appId}/${call.wabaId}/${isOften}`
    let hour = this.#hours.get(key)
    if (hour === undefined || call.nowMs - hour.startedAtMs >= hourMs || call.nowMs < hour.startedAtMs) {
      hour = { startedAtMs: call.nowMs, count: 0 }
      this.#hours.set(key, hour)
    }
    if (call.isLimited && hour.count >= most) throw exhausted()
    hour.count += 1
    const percent = Math.min(100, Math.ceil((100 * hour.count) / most))
    const wait = hour.count < most ? 0 : Math.ceil((hour.startedAtMs + hourMs - call.nowMs) / 60_000)
    return `{"${call.wabaId}":[{"type":"whatsapp_business_management","call_count":${percent},"total_cputime":${Math.ceil(percent / 4)},"total_time":${Math.ceil(percent / 4)},"estimated_time_to_regain_access":${wait}}]}`
  }

  /** Counts a call that concerns no account: the value of `x-app-usage`, and whether the app's hour was used up before it. */
  takeApp({ appId, users, nowMs }: AppCall): { header: string; isExhausted: boolean } {
    let hour = this.#appHours.get(appId)
    if (hour === undefined || nowMs - hour.startedAtMs >= hourMs || nowMs < hour.startedAtMs) {
      hour = { startedAtMs: nowMs, count: 0, most: perHourAndUser * Math.max(1, users()) }
      this.#appHours.set(appId, hour)
    }
    const isExhausted = hour.count >= hour.most
    hour.count += 1
    const percent = Math.ceil((100 * hour.count) / hour.most)
    const share = Math.ceil(percent / 4)
    return { header: `{"call_count":${percent},"total_cputime":${share},"total_time":${share}}`, isExhausted }
  }

  clear(): void {
    this.#hours.clear()
    this.#appHours.clear()
  }
}

/** The whole app has called too often; it may again within the hour. */
export function appExhausted(): Refusal {
  return new Refusal({ code: 4, message: "(#4) Application request limit reached", isTransient: true })
}

function exhausted(): Refusal {
  return whatsappError(
    80007,
    "There have been too many calls to this WhatsApp Business account. Wait a bit and try again.",
  )
}
