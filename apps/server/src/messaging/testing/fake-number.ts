/** A number without a database and without Meta: what a lane reads and writes, and what it is answered, as a test wants it. */
import { randomUUID } from "node:crypto"
import { eachContactField } from "@parley/model"
import { explainError } from "@parley/whatsapp/errors"
import type { SendOutcome } from "@parley/whatsapp/graph"
import type { SendEndpoint } from "@parley/whatsapp/marketing"
import { steppedClock } from "../../platform/clock.ts"
import { createLogger, createMetrics } from "../../platform/telemetry.ts"
import type { Composed } from "../content/compile.ts"
import type { ContentFor } from "../content/content-cache.ts"
import { type Later, OutsideContent } from "../content/outside/ask-outside.ts"
import type { Intent } from "../decide.ts"
import { Breakers } from "../faults/breakers.ts"
import type { SenderScope } from "../faults/fault.ts"
import { Lane } from "../lane/lane.ts"
import { PairPace } from "../lane/pace.ts"
import type { Hold, Store } from "../lane/store.ts"
import { Ways } from "../lane/ways.ts"
import type { LaneNumber } from "../lane-number.ts"
import type { ClaimedRow, ClaimRequest } from "../outbox/claim.ts"
import type { Postponed } from "../outbox/postpone.ts"
import type { Settled } from "../outbox/settle.ts"
import type { SourceQuietHours } from "../sources/quiet.ts"
import { classOf } from "../sources/sources.ts"

type Kept = Omit<ClaimedRow, "claim"> & {
  claim: string | null
  state: "due" | "in_doubt"
  reason: string | null
}

/** No other system answers. */
const nobody = { ask: async () => ({ status: null, failure: null, text: "" }) }

export interface Queued {
  intent?: Intent
  /** Of a launch, unless it is `api`. */
  kind?: "launch" | "api"
  contactId?: string
  phone?: string | null
  /** Digits */
  waId?: string
  content?: string
  timeZone?: string
  /** Of its campaign. */
  quietHours?: SourceQuietHours
  isControl?: boolean
  /** Of the campaign. */
  tags?: string[] | null
}

export const rejected = (code: number, httpStatus = 400): SendOutcome => ({
  kind: "rejected",
  httpStatus,
  code,
  message: `(#${code})`,
  entry: explainError(code, httpStatus),
})
export const accepted = (): SendOutcome => ({ kind: "accepted", wamid: `wamid.${randomUUID()}` })

/** Says so of a message. */
export type Answer = (row: {
  id: string
  contactId: string
  content: string
  /** By which of Meta's ways it was posted. */
  endpoint: SendEndpoint
}) => SendOutcome | Promise<SendOutcome>

export function fakeNumber({ ratePerSecond = 100_000 } = {}) {
  const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
  const number: LaneNumber = {
    id: randomUUID(),
    workspaceId: randomUUID(),
    phoneNumberId: "1065",
    ratePerSecond,
    heldUntil: null,
    holdCode: null,
    portfolioId: "300",
    messagingLimit: null,
    isConnected: true,
    quiet: null,
    caps: null,
    controlGroup: null,
    onlyTo: null,
    closedCountries: [],
    optimizesDelivery: false,
    account: { waba_id: "100", sealed_token: Buffer.from("token") },
  }
  const outbox = new Map<string, Kept>()
  const settled: Settled[] = []
  const posts: string[] = []
  const canceled = new Set<string>()
  const heldSources = new Map<string, Date>()
  /** Who has a place in the messaging limit. */
  const people = new Set<string>()
  /** Ids of messages that frequency caps stop. */
  const capped = new Set<string>()
  const calls = {
    claims: 0,
    released: [] as string[],
    doubted: [] as (readonly string[])[],
    corrected: 0,
    reserved: 0,
  }
  const holds: ({ scope: SenderScope } & (Hold | { lifted: number | null }))[] = []
  const templateHolds: { templateId: string; reason: string }[] = []
  const trouble: { beforeClaim?: () => Promise<void>; afterClaim?: () => Promise<void> } = {}
  /** By content id; the template of each has the same id. */
  const compose = new Map<string, (apart: boolean) => Composed | undefined>()
  /** Contents that ask other systems, by id: what comes of it for a message. */
  const asking = new Map<string, (messageId: string) => Promise<Composed | Later>>()
  let answer: Answer = accepted
  let queued = 0

  const store: Store = {
    number: async () => ({ ...number }),
    async claim({ claim, now, limit, upToClass, floors = [] }: Omit<ClaimRequest, "numberId">) {
      calls.claims++
      await trouble.beforeClaim?.()
      const floorOf = new Map(floors.map(({ sourceId, sendAfter }) => [sourceId, sendAfter]))
      const taken = [...outbox.values()]
        .filter((row) => row.state === "due" && row.claim === null && row.send_after <= now)
        .filter(
          (row) => row.class <= upToClass && row.send_after >= (floorOf.get(row.source_id) ?? new Date(0)),
        )
        .filter((row) => !canceled.has(row.source_id) && (heldSources.get(row.source_id) ?? now) <= now)
        .sort((a, b) => a.class - b.class || +a.send_after - +b.send_after || a.id.localeCompare(b.id))
        .slice(0, limit)
      for (const row of taken) row.claim = claim
      await trouble.afterClaim?.()
      return taken.map(({ state: _, reason: __, ...row }) => ({ ...row, claim }))
    },
    async release(claims) {
      calls.released.push(...claims)
      for (const row of outbox.values())
        if (row.state === "due" && row.claim !== null && claims.includes(row.claim)) row.claim = null
    },
    async doubt(own) {
      calls.doubted.push([...own])
      let doubtful = 0
      for (const row of outbox.values()) {
        if (row.claim === null || own.includes(row.claim)) continue
        Object.assign(row, { state: "in_doubt", claim: null })
        doubtful++
      }
      return doubtful
    },
    suppressed: async () => new Set(),
    subscribedStates: async () => new Map(),
    libraryFiles: async () => new Map(),
    contents: async (ids) => new Map([...new Set(ids)].map((id) => [id, contentFor(id)])),
    async write(done: readonly Settled[], later: readonly Postponed[]) {
      for (const one of done) {
        if (outbox.get(one.id)?.claim !== one.claim) continue
        outbox.delete(one.id)
        settled.push(one)
      }
      for (const { id, claim, state, at, reason, counts } of later) {
        const row = outbox.get(id)
        if (row?.claim !== claim) continue
        Object.assign(row, { claim: null, state, reason: reason ?? row.reason })
        if (state === "due") row.send_after = at
        if (counts === "refusal") row.refusals++
        if (counts === "unanswered") row.unanswered++
      }
    },
    async hold(scope, hold) {
      holds.push({ scope, ...hold })
      Object.assign(number, { heldUntil: hold.until, holdCode: hold.code })
    },
    async lift(scope, code) {
      holds.push({ scope, lifted: code })
      if (number.holdCode === code) Object.assign(number, { heldUntil: null, holdCode: null })
    },
    async holdSources(ids, { until }) {
      for (const id of ids) heldSources.set(id, until)
    },
    async grant({ limit, people: asking, now }) {
      const granted = new Set<string>()
      const opened = new Set<string>()
      for (const person of asking) {
        if (!people.has(person) && people.size >= limit) continue
        if (!people.has(person)) opened.add(person)
        people.add(person)
        granted.add(person)
      }
      return {
        granted,
        opened,
        freeAt: granted.size === new Set(asking).size ? null : new Date(now.getTime() + 3_600_000),
      }
    },
    async reserve({ messages }) {
      calls.reserved += messages.length
      return { capped: new Map([...capped].map((id) => [id, "at most 1 message in a day"])), lost: new Set() }
    },
    async freePlaces(places) {
      for (const { person } of places) people.delete(person)
    },
    preferenceLink: (contactId) => `https://example.com/preferences/${contactId}`,
    async correctLimit() {
      calls.corrected++
    },
    async holdTemplate(templateId, { until, reason }) {
      templateHolds.push({ templateId, reason })
      for (const row of outbox.values())
        if (row.content_id === templateId && row.source_kind === "launch")
          heldSources.set(row.source_id, until)
    },
  }

  const contents = new Map<string, ContentFor>()
  function contentFor(id: string): ContentFor {
    const known = contents.get(id)
    if (known) return known
    const intent = id.split(":")[0] as Intent
    const due = { intent, templateStatus: intent === "service" ? null : "APPROVED" }
    const text = (apart: boolean) =>
      (compose.get(id) ?? (() => ({ ok: true, content: '"type":"text"' }) as const))(apart)
    const compiled = {
      links: null,
      namesPreferenceLink: false,
      filesNamed: [],
      groupsNamed: [],
      callsOut: asking.has(id),
      composeAsking: async (_personal: unknown, { messageId }: { messageId: string }) =>
        (await asking.get(id)?.(messageId)) ?? "busy",
      compose: () => text(false),
      composeApart: async (people: readonly unknown[]) =>
        people.map(() => text(true) ?? ({ ok: true, content: "" } as const)),
    }
    const made = () => ({ due, templateId: intent === "service" ? null : id, compiled })
    contents.set(id, made)
    return made
  }

  return {
    clock,
    number,
    outbox,
    settled,
    posts,
    calls,
    holds,
    templateHolds,
    people,
    capped,
    trouble,
    compose,
    asking,
    store,
    set answer(to: Answer) {
      answer = to
    },
    /** Nothing of a launch with that content is claimed any more. */
    cancel: (content: string) => canceled.add(`source of ${content}`),
    /** Queues messages that are due. @returns their ids, in the order in which they are to go */
    queue(
      count: number,
      {
        intent = "marketing",
        kind = "launch",
        contactId,
        phone,
        waId,
        content,
        timeZone,
        quietHours,
        isControl = false,
        tags = [],
      }: Queued = {},
    ) {
      return Array.from({ length: count }, () => {
        queued++
        const id = `00000000-0000-7000-8000-${String(queued).padStart(12, "0")}`
        const contentId = content ?? `${intent}:a`
        outbox.set(id, {
          id,
          claim: null,
          state: "due",
          reason: null,
          contact_id: contactId ?? `contact ${queued}`,
          content_id: contentId,
          source_id: `source of ${contentId}`,
          source_kind: kind,
          class: classOf(intent),
          is_control: isControl,
          variant: 0,
          tags,
          quiet_hours: quietHours ?? null,
          caps: null,
          optimized: null,
          variables: null,
          send_after: clock.now(),
          expires_at: new Date(clock.now().getTime() + 72 * 3_600_000),
          refusals: 0,
          unanswered: 0,
          doubts: 0,
          contact: {
            ...eachContactField(() => null),
            phone: phone === undefined ? `+4915${200_000_000 + queued}` : phone,
            time_zone: timeZone ?? null,
            attributes: {},
          },
          to: {
            phone: phone === undefined ? `+4915${200_000_000 + queued}` : phone,
            wa_id: waId ?? null,
            bsuid: null,
          },
          subscription: "subscribed",
          answers_unsubscribed: true,
          last_inbound_at: intent === "service" ? clock.now() : null,
          held_until: null,
        })
        return id
      })
    },
    /** Runs its lane. */
    start(breakers = new Breakers()) {
      const ending = new AbortController()
      const cutoff = new AbortController()
      const lane = new Lane({
        clock,
        logger: createLogger("silent"),
        metrics: createMetrics(),
        store,
        post: async (_number, body, { mayStart, endpoint }) => {
          const { biz_opaque_callback_data: id } = JSON.parse(body) as { biz_opaque_callback_data: string }
          const row = outbox.get(id)
          if (!mayStart()) return { kind: "not_sent", cause: new Error("too late") }
          posts.push(id)
          return answer({ id, contactId: row?.contact_id ?? "", content: row?.content_id ?? "", endpoint })
        },
        number: { ...number },
        breakers,
        outside: new OutsideContent({ outgoing: nobody, clock }),
        pairs: new PairPace(),
        ways: new Ways(),
        signal: ending.signal,
        cutoff: cutoff.signal,
      })
      const running = lane.run()
      return {
        lane,
        running,
        cutoff,
        end: () => ending.abort(),
        async stop() {
          ending.abort()
          await running
        },
      }
    },
  }
}
