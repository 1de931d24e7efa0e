/** Display names are reviewed like templates: at once by rule after a delay, or by hand. */
import { tellAccount } from "../../delivery/account.ts"
import type { Webhooks } from "../../delivery/webhooks.ts"
import { faultOfName } from "../../world/display-name.ts"
import type { PhoneNumber } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"

export type NameDecision = "APPROVED" | "REJECTED"

declare module "../../running.ts" {
  interface Running {
    readonly names: NameReview
  }
}

export class NameReview {
  readonly #world: World
  readonly #webhooks: Webhooks

  constructor(world: World, webhooks: Webhooks) {
    this.#world = world
    this.#webhooks = webhooks
    world.agenda.on("name", (ids) => {
      for (const id of ids) this.#conclude(String(id))
    })
  }

  /** Names that will be decided by themselves. */
  get waiting(): number {
    return this.#world.numbers.filter((number) => number.new_name?.due_at_ms !== undefined).length
  }

  resume(): void {
    for (const { id, new_name } of this.#world.numbers.values()) {
      if (new_name?.due_at_ms !== undefined) this.#world.agenda.at(new_name.due_at_ms, "name", Number(id))
    }
  }

  submit(number: PhoneNumber, name: string): void {
    const { mode, delay_ms } = this.#world.settings.review
    const due = mode === "automatic" ? { due_at_ms: this.#world.clock.nowMs() + delay_ms } : {}
    number.new_name = { name, ...due }
    number.new_name_status = "PENDING_REVIEW"
    this.#world.numbers.put(number)
    if (due.due_at_ms !== undefined) this.#world.agenda.at(due.due_at_ms, "name", Number(number.id))
  }

  /** False when the number has no name under review. An approved name is in use after another registration. */
  decide(number: PhoneNumber, decision: NameDecision, reason?: string): boolean {
    if (number.new_name === undefined || number.new_name_status !== "PENDING_REVIEW") return false
    const { name } = number.new_name
    if (decision === "APPROVED") {
      number.new_name = { name }
      number.new_name_status = "APPROVED"
    } else {
      delete number.new_name
      number.new_name_status = "DECLINED"
    }
    this.#world.numbers.put(number)
    const waba = this.#world.wabas.get(number.waba_id)
    if (waba === undefined) return true
    tellAccount(this.#world, this.#webhooks, waba, "phone_number_name_update", {
      display_phone_number: number.digits,
      decision,
      requested_verified_name: name,
      rejection_reason: decision === "REJECTED" ? (reason ?? "UNKNOWN") : null,
    })
    return true
  }

  #conclude(id: string): void {
    const number = this.#world.numbers.get(id)
    const dueAtMs = number?.new_name?.due_at_ms
    if (number === undefined || dueAtMs === undefined || dueAtMs > this.#world.clock.nowMs()) return
    const isFine = faultOfName(number.new_name?.name ?? "") === undefined
    this.decide(number, isFine ? "APPROVED" : "REJECTED", isFine ? undefined : "NAME_ESSENTIALLY_DIFFERENT")
  }
}
