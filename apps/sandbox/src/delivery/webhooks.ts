/**
 * Sends updates to callbacks: who gets what, in how large pieces, and what happens when nobody answers.
 *
 * An update waits in its channel until one of the channel's POSTs is free; whatever waits then is sent
 * together. A POST that fails becomes a delivery of its own, with its own back-off, and while a callback
 * cannot be reached new updates wait for it instead of failing one by one.
 */
import { hash, sequence } from "../people/behaviour.ts"
import type { App, PhoneNumber, Waba } from "../world/objects.ts"
import type { World } from "../world/world.ts"
import { retryForMs, retryWaitMs } from "./backoff.ts"
import { Channel, type ChannelAddress } from "./channel.ts"
import { Deliveries, type Delivery } from "./deliveries.ts"
import { isWithheld } from "./development.ts"
import { Postman, type PostOutcome } from "./post.ts"
import { composeBody, type Update, type UpdateContent } from "./update.ts"

/** Fields whose callback an account or a number may override; all others go to the app's own URL. */
const overridableFields: ReadonlySet<string> = new Set([
  "messages",
  "message_echoes",
  "calls",
  "consumer_profile",
  "messaging_handovers",
  "group_lifecycle_update",
  "group_participants_update",
  "group_settings_update",
  "group_status_update",
  "smb_message_echoes",
  "smb_app_state_sync",
  "history",
  "account_settings_update",
])
const wabaObject = "whatsapp_business_account"
const longestCoolingMs = 30_000
/**
 * Real milliseconds between two POSTs of one channel that are not full. At 5,000 messages a second this makes
 * one POST of thirty-odd updates where there were five of seven, and costs a quiet callback nothing.
 */
const lingerMs = 5

export class Webhooks {
  readonly postman = new Postman()
  readonly deliveries: Deliveries
  readonly #world: World
  readonly #channels = new Map<string, Channel>()
  readonly #byRef: Channel[] = []
  #fresh: { update: Update; channel: string }[] = []
  #gone: number[] = []
  #nextId: number
  #draws = 0
  #closed = false

  constructor(world: World) {
    this.#world = world
    const { database } = world.store
    this.deliveries = new Deliveries(world.store)
    const last = database.prepare("SELECT max(id) AS id FROM updates").get()?.id
    this.#nextId = typeof last === "number" ? last + 1 : 1
    for (const row of database
      .prepare("SELECT channel, count(*) AS n FROM updates GROUP BY channel")
      .iterate()) {
      this.#channel(String(row.channel)).adopt(Number(row.n))
    }
    world.store.enlist(this)
    world.agenda.on("retry", (ids) => {
      for (const id of ids) this.#retry(id)
    })
    world.agenda.on("release", (refs) => {
      for (const ref of new Set(refs)) this.#wake(ref)
    })
  }

  /** Takes up what an earlier run left. */
  resume(): void {
    for (const delivery of this.deliveries.waiting.values()) {
      this.#world.agenda.at(delivery.nextAttemptAtMs ?? 0, "retry", delivery.id)
    }
    for (const channel of this.#byRef) this.#pump(channel)
  }

  /** Updates (or repeated POSTs) that still have to reach someone. */
  get pending(): number {
    let pending = this.deliveries.waiting.size
    for (const channel of this.#byRef) pending += channel.length + channel.inFlight
    return pending
  }

  /** Tells every app subscribed to the account and to the field. */
  tell(waba: Waba, number: PhoneNumber | undefined, content: UpdateContent): void {
    if (!this.#world.settings.webhooks.enabled) return
    for (const subscribed of waba.subscribed_apps) {
      const app = this.#world.apps.get(subscribed.app_id)
      const subscription = app?.subscriptions.find((candidate) => candidate.object === wabaObject)
      if (app === undefined || subscription === undefined || !subscription.fields.includes(content.field))
        continue
      if (app.mode === "development" && isWithheld(this.#world, app, waba)) continue
      const override = overridableFields.has(content.field)
        ? (number?.webhook_override?.url ?? subscribed.override_callback_uri)
        : undefined
      this.#push({ appId: app.id, accountId: waba.id, url: override ?? subscription.callback_url }, content)
    }
  }

  /** Tells one app about itself, whether or not it is subscribed to the account (partner events). */
  tellApp(app: App, content: UpdateContent): void {
    if (!this.#world.settings.webhooks.enabled) return
    const subscription = app.subscriptions.find((candidate) => candidate.object === wabaObject)
    if (subscription?.fields.includes(content.field)) {
      this.#push({ appId: app.id, accountId: content.entry_id, url: subscription.callback_url }, content)
    }
  }

  /** Posts a delivery once more, whatever happened to it before; false when its body is not kept any more. */
  async replay(id: number): Promise<PostOutcome | undefined> {
    const delivery = this.deliveries.find(id)
    const body = this.deliveries.bodyOf(id)
    if (delivery === undefined || body === undefined) return undefined
    return this.#post(this.#channel(delivery.channel), body)
  }

  write(): void {
    const { store } = this.#world
    if (this.#fresh.length > 0) {
      const insert = store.statement("INSERT INTO updates VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for (const { update, channel } of this.#fresh) {
        if (update.isSettled) continue
        const { id, entry_id, field, number_id, slot, json, contact, at_ms } = update
        insert.run(id, channel, entry_id, field, number_id, slot, json, contact, at_ms)
        update.isStored = true
      }
      this.#fresh = []
    }
    if (this.#gone.length > 0) {
      store
        .statement("DELETE FROM updates WHERE id IN (SELECT value FROM json_each(?))")
        .run(JSON.stringify(this.#gone))
      this.#gone = []
    }
  }

  forgetAll(): void {
    this.#channels.clear()
    this.#byRef.length = 0
    this.#fresh = []
    this.#gone = []
    this.deliveries.forgetAll()
  }

  /** Cuts what is on the wire; it stays in the state and is sent again with the next run. */
  async close(): Promise<void> {
    this.#closed = true
    await this.postman.close()
  }

  #push(address: ChannelAddress, content: UpdateContent): void {
    const { webhooks } = this.#world.settings
    const channel = this.#channel(Channel.keyOf(address))
    const update: Update = { ...content, id: this.#nextId++, isStored: false, isSettled: false }
    if (webhooks.loss_share > 0 && this.#strikes(webhooks.loss_share)) return
    this.#fresh.push({ update, channel: channel.key })
    this.#world.store.touch()
    if (webhooks.extra_delay_ms > 0) {
      const dueMs = this.#world.clock.nowMs() + webhooks.extra_delay_ms
      channel.delay(update, dueMs)
      this.#world.agenda.at(dueMs, "release", channel.ref)
      return
    }
    if (channel.push(update)) this.#pump(channel)
  }

  #channel(key: string): Channel {
    let channel = this.#channels.get(key)
    if (channel === undefined) {
      channel = new Channel(key, this.#byRef.length, this.#world.store)
      this.#channels.set(key, channel)
      this.#byRef.push(channel)
    }
    return channel
  }

  #wake(ref: number): void {
    const channel = this.#byRef[ref]
    if (channel === undefined) return
    channel.release(this.#world.clock.nowMs())
    this.#pump(channel)
  }

  #pump(channel: Channel): void {
    const { max_batch, max_in_flight, reorder } = this.#world.settings.webhooks
    while (this.#mayPost(channel, max_in_flight)) {
      if (channel.ready === 0) return
      if (channel.ready < max_batch && this.#linger(channel)) return
      const updates = channel.take(max_batch, reorder ? () => this.#draw() : undefined)
      if (updates.length === 0) return
      channel.inFlight += 1
      void this.#send(channel, updates)
    }
  }

  #mayPost(channel: Channel, maxInFlight: number): boolean {
    const isOpen = !this.#closed && this.#world.store.fault === undefined
    return isOpen && channel.inFlight < maxInFlight && channel.coolUntilMs <= this.#world.clock.nowMs()
  }

  /** Whether a POST that would not be full waits a little for company. */
  #linger(channel: Channel): boolean {
    const now = performance.now()
    if (now - channel.lastPostAt >= lingerMs) {
      channel.lastPostAt = now
      return false
    }
    if (!channel.isLingering) {
      channel.isLingering = true
      setTimeout(() => {
        channel.isLingering = false
        this.#pump(channel)
      }, lingerMs)
    }
    return true
  }

  async #send(channel: Channel, updates: readonly Update[]): Promise<void> {
    const body = Buffer.from(
      composeBody(updates, (id) => this.#metadataOf(id)),
      "latin1",
    )
    const delivery: Delivery = {
      id: this.deliveries.takeId(),
      channel: channel.key,
      state: "waiting",
      createdAtMs: this.#world.clock.nowMs(),
      attempts: 0,
      nextAttemptAtMs: null,
      updates: updates.length,
      lastStatus: null,
      lastError: null,
    }
    const outcome = await this.#post(channel, body)
    channel.inFlight -= 1
    if (this.#closed) return
    this.#noteReachability(channel, outcome)
    for (const update of updates) {
      update.isSettled = true
      if (update.isStored) this.#gone.push(update.id)
    }
    this.#world.store.touch()
    this.#conclude(delivery, outcome, body)
    const { duplicate_share } = this.#world.settings.webhooks
    if (duplicate_share > 0 && this.#strikes(duplicate_share)) void this.#post(channel, body)
    this.#pump(channel)
  }

  async #retry(id: number): Promise<void> {
    const delivery = this.deliveries.waiting.get(id)
    const body = this.deliveries.bodyOf(id)
    if (delivery === undefined || body === undefined || this.#closed) return
    const channel = this.#channel(delivery.channel)
    const outcome = await this.#post(channel, body)
    if (this.#closed) return
    this.#noteReachability(channel, outcome)
    this.#conclude(delivery, outcome, body)
    this.#pump(channel)
  }

  #conclude(delivery: Delivery, outcome: PostOutcome, body: Buffer): void {
    const now = this.#world.clock.nowMs()
    delivery.attempts += 1
    delivery.lastStatus = "status" in outcome ? outcome.status : null
    delivery.lastError = "error" in outcome ? outcome.error : null
    delivery.nextAttemptAtMs = null
    if (delivery.lastStatus === 200) {
      delivery.state = "delivered"
    } else if (now - delivery.createdAtMs >= retryForMs) {
      delivery.state = "dropped"
    } else {
      delivery.nextAttemptAtMs = now + retryWaitMs(delivery.attempts)
      this.#world.agenda.at(delivery.nextAttemptAtMs, "retry", delivery.id)
    }
    this.deliveries.note(delivery, body)
  }

  #noteReachability(channel: Channel, outcome: PostOutcome): void {
    if ("status" in outcome) {
      channel.failuresInRow = 0
      channel.coolUntilMs = 0
      return
    }
    channel.failuresInRow += 1
    channel.coolUntilMs =
      this.#world.clock.nowMs() + Math.min(longestCoolingMs, retryWaitMs(channel.failuresInRow))
    this.#world.agenda.at(channel.coolUntilMs, "release", channel.ref)
  }

  #post(channel: Channel, body: Buffer): Promise<PostOutcome> {
    const app = this.#world.apps.get(channel.address.appId)
    return this.postman.post(
      channel.address.url,
      body,
      app?.secret ?? "",
      this.#world.settings.webhooks.timeout_ms,
    )
  }

  #metadataOf(numberId: string): string {
    const digits = this.#world.numbers.get(numberId)?.digits ?? ""
    return `{"display_phone_number":"${digits}","phone_number_id":"${numberId}"}`
  }

  #strikes(share: number): boolean {
    return this.#draw() < share
  }

  #draw(): number {
    return sequence(hash(this.#draws++, this.#nextId))()
  }
}
