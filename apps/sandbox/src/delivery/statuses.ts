/** Moves outgoing messages through their lives and tells of every stage. */

import { type Message, nextStep, type Stage, stageRank } from "../message-stages.ts"
import { detailsOf, titleOf } from "../meta-errors.ts"
import { changeBehaviour, hash, pickGroup, pickReply } from "../people/behaviour.ts"
import type { PersonRecord } from "../people/person.ts"
import { checksIdentity, type PhoneNumber } from "../world/objects.ts"
import type { World } from "../world/world.ts"
import { type Introduction, Introductions } from "./contact.ts"
import { asciiJson } from "./update.ts"
import type { Webhooks } from "./webhooks.ts"

const errorPage =
  "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes"

type Told = "sent" | "delivered" | "read" | "failed"
const toldStages: Readonly<Partial<Record<Stage, Told>>> = {
  [stageRank.sent]: "sent",
  [stageRank.delivered]: "delivered",
  [stageRank.read]: "read",
  [stageRank.failed]: "failed",
}

/** A step on the agenda is `id × STAGES + stage`. */
const stages = 16
const stageOfRef: readonly (Stage | undefined)[] = Array.from({ length: stages }, (_, value) =>
  Object.values(stageRank).find((stage) => stage === value),
)

/** What a person answers with, handed in so that answering can itself be a message. */
export type Reply = (message: Message, text: string, groupId: string | undefined, atMs: number) => void

export class Statuses {
  readonly #world: World
  readonly #webhooks: Webhooks
  readonly #reply: Reply
  readonly #introductions = new Introductions()
  #open = 0

  constructor(world: World, webhooks: Webhooks, reply: Reply) {
    this.#world = world
    this.#webhooks = webhooks
    this.#reply = reply
    world.agenda.on("status", (refs, dues) => this.#advance(refs, dues))
    world.clock.onMove(({ anchor_virtual_ms }) => {
      if (anchor_virtual_ms >= world.messages.cursorMs) return
      world.messages.settle()
      world.messages.cursorMs = anchor_virtual_ms
    })
  }

  /** Messages whose life is not over. */
  get open(): number {
    return this.#open
  }

  /** Plans what an earlier run left open. */
  resume(): void {
    for (const message of this.#world.messages.open()) this.plan(message)
  }

  forgetAll(): void {
    this.#open = 0
  }

  /** Plans the next step of a message that has just been accepted or taken up again. */
  plan(message: Message): void {
    if (this.#planNext(message)) this.#open += 1
  }

  /** The person opens the chat: everything that is not read yet is read now. Answers how many. */
  readChat(number: number, person: number): number {
    const now = this.#world.clock.nowMs()
    const unread = this.#world.messages
      .chat(number, person)
      .filter((message) => message.outbound && message.stage < stageRank.read)
    for (const message of unread) {
      const wasOpen = nextStep(message) !== undefined
      if (message.stage === stageRank.accepted) this.#reach(message, stageRank.sent, now)
      message.sentAtMs = Math.min(message.sentAtMs ?? now, now)
      message.readAtMs = now
      message.deliveredAtMs = Math.min(message.deliveredAtMs ?? now, now)
      this.#reach(message, stageRank.read, now)
      this.#world.messages.update(message)
      const isOpen = this.#planNext(message)
      this.#open += Number(isOpen) - Number(wasOpen)
    }
    return unread.length
  }

  #planNext(message: Message): boolean {
    const step = nextStep(message)
    if (step === undefined) return false
    this.#world.agenda.at(step.atMs, "status", message.id * stages + step.stage)
    return true
  }

  #advance(refs: readonly number[], dues: readonly number[]): void {
    const ids = refs.map((ref) => Math.floor(ref / stages))
    const byId = new Map(this.#world.messages.many(ids).map((message) => [message.id, message]))
    refs.forEach((ref, i) => {
      const message = byId.get(ids[i] ?? 0)
      const stage = stageOfRef[ref % stages]
      // A plan that was overtaken: the person read the message before its time.
      if (message === undefined || stage === undefined || message.stage >= stage) return
      this.#reach(message, stage, dues[i] ?? 0)
      if (!this.#planNext(message)) this.#open -= 1
    })
    this.#world.messages.cursorMs = Math.min((dues.at(-1) ?? 0) + 1, this.#world.agenda.nextDueMs)
  }

  #reach(message: Message, stage: Stage, atMs: number): void {
    message.stage = stage
    const number = this.#world.numbers.get(String(message.number))
    const waba = number === undefined ? undefined : this.#world.wabas.get(number.waba_id)
    if (number === undefined || waba === undefined) return
    const waId = String(message.person)
    const record = this.#world.people.get(waId)
    const told = toldStages[stage]
    if (told === undefined) {
      const { replies, group_share } = changeBehaviour(this.#world.settings.population, record?.behaviour)
      const groupId = pickGroup(group_share, message.number, message.id)
      this.#reply(message, pickReply(replies, message.person, message.id), groupId, atMs)
      return
    }
    this.#world.books.count(message.number, told)
    if (
      message.blocks &&
      (stage === stageRank.read || (stage === stageRank.delivered && message.readAtMs === null))
    ) {
      this.#block(number, { ...record, wa_id: waId })
    }
    if (!this.#world.settings.webhooks.enabled) return
    const introduction = this.#introductions.of(waId, record, waba.business_id, checksIdentity(number))
    this.#webhooks.tell(waba, number, {
      entry_id: waba.id,
      field: "messages",
      number_id: number.id,
      slot: "statuses",
      json: this.#statusJson(message, told, atMs, introduction),
      contact: contactWith(told, introduction),
      at_ms: atMs,
    })
  }

  #block(number: PhoneNumber, record: PersonRecord): void {
    const blocked = new Set([...(record.blocked_numbers ?? []), number.id])
    this.#world.people.put({ ...record, blocked_numbers: [...blocked] })
  }

  /** Only free entry points still have a `conversation`. */
  #entryJson(message: Message, status: Told): string {
    if (message.pricing?.includes('"free_entry_point"') !== true) return ""
    const endsAtMs = this.#world.entryPoints.endsAtMs(message.number, message.person)
    if (endsAtMs === undefined) return ""
    const seconds = Math.floor(endsAtMs / 1000)
    const id = hash(message.number, message.person).toString(16).padStart(8, "0") + seconds.toString(16)
    const expiry = status === "sent" ? `,"expiration_timestamp":"${seconds}"` : ""
    return `,"conversation":{"id":"${id}"${expiry},"origin":{"type":"referral_conversion"}}`
  }

  #statusJson(message: Message, status: Told, atMs: number, introduction: Introduction): string {
    const { person, userId, identityKey } = introduction
    const wamid = this.#world.wamids.format(true, person.reportedWaId, message.id)
    let json = `{"id":"${wamid}","status":"${status}","timestamp":"${Math.floor(atMs / 1000)}"`
    if (!person.isNumberHidden) json += `,"recipient_id":"${person.reportedWaId}"`
    if (status !== "failed" || person.isNumberHidden) {
      json += `,"recipient_user_id":"${userId}"`
    }
    if (identityKey !== undefined) json += `,"recipient_identity_key_hash":${asciiJson(identityKey)}`
    if (message.callbackData !== null)
      json += `,"biz_opaque_callback_data":${asciiJson(message.callbackData)}`
    if (status === "failed") return `${json},"errors":[${asciiJson(webhookError(message.failCode))}]}`
    // Pricing is on `sent` and on one of delivered and read.
    const isPriced = status !== "read" || message.deliveredAtMs === null
    if (isPriced && message.pricing !== null) {
      json += `${this.#entryJson(message, status)},"pricing":${message.pricing}`
    }
    return `${json}}`
  }
}

function contactWith(status: Told, { contact, contactWithUsername }: Introduction): string | null {
  if (status === "failed") return null
  return status === "sent" ? contact : contactWithUsername
}

/** An error as webhooks carry it. */
function webhookError(code: number): object {
  const title = titleOf(code)
  return { code, title, message: title, error_data: { details: detailsOf(code) }, href: errorPage }
}
