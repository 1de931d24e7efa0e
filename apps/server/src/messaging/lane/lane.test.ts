/** A lane by itself: what it claims, posts and gives back while things go wrong around it. */
import { afterEach, describe, expect, it } from "vitest"
import { Breakers } from "../faults/breakers.ts"
import { classes } from "../sources/sources.ts"
import { accepted, fakeNumber, rejected } from "../testing/fake-number.ts"

const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((lane) => lane.stop()))
})

function start(number: ReturnType<typeof fakeNumber>, breakers = new Breakers()) {
  const lane = number.start(breakers)
  running.push(lane)
  return lane
}
const once = (ids: readonly string[]) => [...ids].sort()
const waits = ({ outbox }: ReturnType<typeof fakeNumber>) => [...outbox.values()]
/** A promise that a test keeps when it wants to. */
const later = () => Promise.withResolvers<void>()

describe("a lane", () => {
  it("posts each message once, in order, and says what came of it", async () => {
    const number = fakeNumber()
    const ids = number.queue(1_200)
    const { lane } = start(number)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts).toEqual(ids)
    expect(number.settled.map(({ status }) => status)).toEqual(ids.map(() => "accepted"))
    await expect.poll(() => lane.mode).toBe("idle")
  })

  it("claims a quarter of a second's worth, and one where that is less", async () => {
    const number = fakeNumber({ ratePerSecond: 3 })
    number.queue(5)
    start(number)
    await expect.poll(() => number.posts.length).toBe(1)
    expect(waits(number).filter(({ claim }) => claim !== null).length).toBeLessThanOrEqual(1)
  })

  it("drops what is not to be sent, and posts the rest", async () => {
    const number = fakeNumber()
    const [american = ""] = number.queue(1, { phone: "+16505551234" })
    const [german = ""] = number.queue(1)
    start(number)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts).toEqual([german])
    expect(number.settled).toContainEqual(
      expect.objectContaining({ id: american, status: "dropped", reason: "us_marketing" }),
    )
  })

  it("sends no marketing in quiet hours, and goes on by itself when they end", async () => {
    const number = fakeNumber()
    number.number.quiet = { from: "12:00", until: "15:00", zone: "UTC" }
    const marketing = number.queue(3)
    const others = [
      ...number.queue(1, { intent: "service" }),
      ...number.queue(1, { intent: "authentication" }),
      ...number.queue(1, { intent: "utility" }),
    ]
    start(number)
    await expect.poll(() => number.outbox.size).toBe(marketing.length)
    expect(once(number.posts)).toEqual(once(others))
    expect(waits(number)).toMatchObject(marketing.map((id) => ({ id, claim: null, refusals: 0 })))
    number.clock.advance(3 * 3_600_000)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts.slice(others.length)).toEqual(marketing)
  })

  it("sends none in quiet hours either that was accepted as something else", async () => {
    const number = fakeNumber()
    number.number.quiet = { from: "12:00", until: "12:10", zone: "UTC" }
    const late = number.queue(2)
    for (const id of late) Object.assign(number.outbox.get(id) ?? {}, { class: classes.utility })
    const others = number.queue(1, { intent: "utility" })
    start(number)
    await expect.poll(() => waits(number).map(({ reason }) => reason)).toEqual(late.map(() => "quiet_hours"))
    expect(number.posts).toEqual(others)
    number.clock.advance(600_000)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts).toEqual([...others, ...late])
  })

  it("sends nothing of a campaign in its quiet hours by the clock of the contact, but codes to sign in with", async () => {
    const number = fakeNumber()
    const quietHours = { from: "20:00", until: "22:00", action: "hold", zone: "UTC" } as const
    const tokyo = { timeZone: "Asia/Tokyo", quietHours } // 21:00
    const [held = ""] = number.queue(1, tokyo)
    const [dropped = ""] = number.queue(1, { ...tokyo, quietHours: { ...quietHours, action: "drop" } })
    const [code = ""] = number.queue(1, { ...tokyo, intent: "authentication" })
    const [vienna = ""] = number.queue(1, { timeZone: "Europe/Vienna", quietHours })
    start(number)
    await expect
      .poll(() => waits(number))
      .toMatchObject([{ id: held, claim: null, reason: "campaign_quiet_hours" }])
    expect(once(number.posts)).toEqual(once([code, vienna]))
    expect(number.settled).toContainEqual(expect.objectContaining({ id: dropped, reason: "in_quiet_hours" }))
    number.clock.advance(3_600_000)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts.at(-1)).toBe(held)
  })

  it("goes by where people are written to, which is where they wrote from", async () => {
    const number = fakeNumber()
    const [moved = ""] = number.queue(1, { phone: "+4915123456789", waId: "16505551234" })
    const [back = ""] = number.queue(1, { phone: "+16505551235", waId: "4915123456780" })
    start(number)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts).toEqual([back])
    expect(number.settled).toContainEqual(expect.objectContaining({ id: moved, reason: "us_marketing" }))
  })

  it.each([
    ["phone", { phone: "+919876510000" }],
    ["wa_id alone", { phone: null, waId: "919876510000" }],
  ])(
    "sends nothing to a country that statuses closed (known by the %s), and everyone else their message",
    async (_, known) => {
      const number = fakeNumber()
      const untilMs = number.clock.now().getTime() + 90_000
      number.number.closedCountries = [{ country: "IN", code: 130497, untilMs }]
      const [indian = ""] = number.queue(1, known)
      const germans = number.queue(3)
      start(number)
      await expect.poll(() => number.settled.length).toBe(germans.length)
      expect(number.posts).toEqual(germans)
      await expect
        .poll(() => number.outbox.get(indian))
        .toMatchObject({
          claim: null,
          reason: "130497",
          send_after: new Date(untilMs),
        })
      number.clock.advance(90_000)
      await expect.poll(() => number.posts).toEqual([...germans, indian])
    },
  )

  it("that ends gives back what it has not posted, and waits for what it has", async () => {
    const number = fakeNumber()
    number.queue(300)
    const answers = later()
    number.answer = async () => {
      await answers.promise
      return accepted()
    }
    const lane = start(number)
    await expect.poll(() => number.posts.length).toBeGreaterThan(15)
    lane.end()
    await expect.poll(() => lane.lane.mode).toBe("draining")
    answers.resolve()
    await lane.running
    expect(number.settled).toHaveLength(number.posts.length)
    expect(waits(number).map(({ state, claim }) => [state, claim])).toEqual(
      waits(number).map(() => ["due", null]),
    )
    expect(number.settled.length + number.outbox.size).toBe(300)
  })

  it("that ends with an answer outstanding waits for it until the cutoff, and leaves its row claimed", async () => {
    const number = fakeNumber()
    number.queue(1)
    number.answer = () => new Promise(() => undefined)
    const lane = start(number)
    await expect.poll(() => number.posts.length).toBe(1)
    lane.end()
    lane.cutoff.abort()
    await lane.running
    expect(waits(number)).toMatchObject([{ state: "due", claim: expect.any(String) }])
  })
})

describe("messages that someone waits for", () => {
  it("go before what was claimed already", async () => {
    const number = fakeNumber({ ratePerSecond: 400 })
    number.queue(400)
    let reply = ""
    number.answer = () => {
      if (number.posts.length === 20) {
        reply = number.queue(1, { intent: "service", kind: "api" })[0] ?? ""
        lane.wake()
      }
      return accepted()
    }
    const { lane } = start(number)
    await expect.poll(() => number.posts.includes(reply)).toBe(true)
    expect(number.posts.indexOf(reply)).toBeLessThan(20 + 0.2 * 400)
  })

  it("borrow from the pace of a slow number", async () => {
    const number = fakeNumber({ ratePerSecond: 0.05 })
    const [first = ""] = number.queue(3)
    const { lane } = start(number)
    await expect.poll(() => number.posts).toEqual([first])
    const code = number.queue(1, { intent: "authentication", kind: "api" })[0] ?? ""
    lane.wake()
    await expect.poll(() => number.posts).toEqual([first, code])
  })
})

describe("a claim whose answer is lost", () => {
  it("is given back before the next one, and each message is posted once", async () => {
    const number = fakeNumber()
    const ids = number.queue(40)
    let lost = 0
    number.trouble.afterClaim = async () => {
      if (lost++ < 2) throw new Error("the connection was lost")
    }
    start(number)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts).toEqual(ids)
    expect(new Set(number.calls.released).size).toBe(2)
    expect(number.calls.doubted).toEqual([[]])
  })
})

describe("a worker that stood still", () => {
  it("posts nothing of what it had claimed, and everything once with what is known now", async () => {
    const number = fakeNumber()
    const ids = number.queue(60)
    let stood = 0
    number.answer = ({ id }) => {
      if (id === ids[5] && stood++ === 0) {
        number.clock.advance(600_000)
        // Someone else put it in doubt, and it was sent.
        for (const row of number.outbox.values())
          if (!number.posts.includes(row.id)) row.claim = "another lane"
      }
      return accepted()
    }
    start(number)
    await expect.poll(() => number.posts.length).toBe(6)
    await expect.poll(() => number.calls.claims).toBeGreaterThan(1)
    expect(number.posts).toEqual(ids.slice(0, 6))
    for (const row of number.outbox.values()) row.claim = null
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(once(number.posts)).toEqual(ids)
  })

  it("stops a post that was waiting for a connection meanwhile", async () => {
    const number = fakeNumber()
    const [id = ""] = number.queue(1)
    let waited = 0
    number.trouble.afterClaim = async () => {
      if (waited++ === 0) number.clock.advance(600_000)
    }
    start(number)
    await expect.poll(() => number.settled.length).toBe(1)
    expect(number.posts).toEqual([id])
    expect(waited).toBeGreaterThan(1)
  })
})

describe("what is canceled or paused", () => {
  it("is not posted a second later, although it was claimed", async () => {
    const number = fakeNumber({ ratePerSecond: 80 })
    number.queue(100)
    const answers = later()
    number.answer = async () => {
      await answers.promise
      return accepted()
    }
    start(number)
    // No more posts are under way than the number needs; what was claimed waits.
    await expect.poll(() => number.posts.length).toBeGreaterThanOrEqual(18)
    number.cancel("marketing:a")
    const posted = number.posts.length
    await expect.poll(() => waits(number).filter(({ claim }) => claim !== null).length).toBe(posted)
    answers.resolve()
    await expect.poll(() => number.settled.length).toBe(posted)
    expect(number.posts).toHaveLength(posted)
  })
})

describe("messages to one contact", () => {
  it("wait for the one before, also while it goes again", async () => {
    const number = fakeNumber()
    const ids = number.queue(3, { intent: "service", kind: "api", contactId: "ana" })
    number.answer = () => (number.posts.length === 1 ? rejected(131000) : accepted())
    const { lane } = start(number)
    await expect
      .poll(() => waits(number).map(({ reason, claim }) => [reason, claim]))
      .toEqual([
        ...[
          ["131000", null],
          ["131000", null],
          ["131000", null],
        ],
      ])
    expect(number.posts).toEqual(ids.slice(0, 1))
    number.clock.advance(1_000)
    lane.wake()
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts).toEqual([ids[0], ...ids])
  })

  it("do not hold up others", async () => {
    const number = fakeNumber()
    const answers = later()
    number.queue(2, { contactId: "ana" })
    const [other = ""] = number.queue(1, { contactId: "ben" })
    number.answer = async ({ contactId }) => {
      if (contactId === "ana") await answers.promise
      return accepted()
    }
    start(number)
    await expect.poll(() => number.settled.map(({ id }) => id)).toEqual([other])
    expect(number.posts).toHaveLength(2)
    answers.resolve()
    await expect.poll(() => number.outbox.size).toBe(0)
  })
})

describe("while Meta is away", () => {
  it.each([
    ["code 1", () => rejected(1)],
    ["code 2", () => rejected(2)],
    ["code 4", () => rejected(4)],
    ["code 80007", () => rejected(80007)],
    ["code 131000", () => rejected(131000)],
    ["code 131016", () => rejected(131016)],
    ["an unknown code with HTTP 503", () => rejected(987_654, 503)],
    ["no connection", () => ({ kind: "not_sent", cause: new Error("refused") }) as const],
  ])("a lane stops, asks with single messages, and goes on (%s)", async (_, refusal) => {
    const number = fakeNumber({ ratePerSecond: 1_000 })
    number.queue(1_000)
    let isAway = true
    number.answer = () => (isAway ? refusal() : accepted())
    const { lane } = start(number)
    await expect.poll(() => lane.mode).toBe("waiting")
    await expect.poll(() => waits(number).filter(({ claim }) => claim !== null)).toEqual([])
    const stopped = number.posts.length
    expect(stopped).toBeLessThan(100)
    expect(number.number.heldUntil).not.toBeNull()
    for (const [probe, delayMs] of [1_000, 2_000].entries()) {
      number.clock.advance(delayMs)
      lane.wake()
      await expect.poll(() => number.posts.length).toBe(stopped + probe + 1)
      await expect.poll(() => lane.mode).toBe("waiting")
    }
    isAway = false
    number.clock.advance(4_000)
    lane.wake()
    await expect.poll(() => number.settled.length).toBeGreaterThan(100)
    number.clock.advance(300_000)
    lane.wake()
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.settled.every(({ status }) => status === "accepted")).toBe(true)
    await expect.poll(() => number.number.heldUntil).toBeNull()
  })

  it("posts without an answer are in doubt, as of when they were posted", async () => {
    const number = fakeNumber()
    number.queue(4)
    number.answer = () => ({ kind: "no_answer", cause: new Error("reset") })
    start(number)
    await expect
      .poll(() => waits(number).map(({ state, unanswered }) => [state, unanswered]))
      .toEqual([
        ...[
          ["in_doubt", 1],
          ["in_doubt", 1],
          ["in_doubt", 1],
          ["in_doubt", 1],
        ],
      ])
  })
})

describe("where the sender is refused", () => {
  it.each([
    [190, "access"],
    [131031, "account"],
    [131042, "account"],
    [131048, "number"],
    [131064, "account"],
  ])("a lane stops at once on %i, and asks each minute with one message", async (code, scope) => {
    const number = fakeNumber({ ratePerSecond: 20 })
    number.queue(50)
    number.answer = () => rejected(code)
    const { lane } = start(number)
    await expect.poll(() => lane.mode).toBe("waiting")
    expect(number.posts).toHaveLength(1)
    await expect.poll(() => number.holds).toMatchObject([{ scope, code }])
    number.clock.advance(60_000)
    lane.wake()
    await expect.poll(() => number.posts.length).toBe(2)
    await expect
      .poll(() => waits(number).map(({ claim, refusals }) => [claim, refusals]))
      .toEqual(Array.from({ length: 50 }, () => [null, 0]))
  })

  it("goes on as soon as someone lifts the hold", async () => {
    const number = fakeNumber({ ratePerSecond: 1_000 })
    number.queue(50)
    let isLocked = true
    number.answer = () => (isLocked ? rejected(190) : accepted())
    const { lane } = start(number)
    await expect.poll(() => number.number.holdCode).toBe(190)
    isLocked = false
    Object.assign(number.number, { heldUntil: null, holdCode: null })
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(lane.mode).not.toBe("waiting")
  })

  it("is heard from statuses, and waits for one after a message was taken", async () => {
    const number = fakeNumber({ ratePerSecond: 20 })
    number.queue(50)
    const breakers = new Breakers()
    const { running: until } = start(number, breakers)
    await expect.poll(() => number.posts.length).toBeGreaterThan(2)
    Object.assign(number.number, {
      heldUntil: new Date(number.clock.now().getTime() + 90_000),
      holdCode: 131042,
    })
    await until
    const posted = number.posts.length
    number.clock.advance(90_000)
    const { lane } = start(number, breakers)
    await expect.poll(() => number.posts.length).toBe(posted + 1)
    await expect.poll(() => number.settled.length).toBe(posted + 1)
    expect(lane.mode).toBe("waiting")
    expect(number.number.holdCode).toBe(131042)
    number.clock.advance(30_000)
    lane.wake()
    await expect.poll(() => number.posts.length).toBeGreaterThan(posted + 1)
  })
})

describe("where the template is refused", () => {
  it.each([132000, 132001, 132007, 132015, 132016])(
    "what sends it waits, and others go on (%i)",
    async (code) => {
      const number = fakeNumber({ ratePerSecond: 20 })
      number.queue(30, { content: "marketing:gone" })
      number.queue(10, { content: "marketing:fine" })
      number.answer = ({ content }) => (content === "marketing:gone" ? rejected(code) : accepted())
      start(number)
      await expect.poll(() => number.settled.length).toBe(10)
      expect(number.settled.every(({ status }) => status === "accepted")).toBe(true)
      expect(number.outbox.size).toBe(30)
      expect(number.templateHolds).toContainEqual({ templateId: "marketing:gone", reason: String(code) })
      expect(number.posts.length).toBeLessThan(10 + 10)
    },
  )

  it("by the values of five people in a row, it waits as well", async () => {
    const number = fakeNumber({ ratePerSecond: 20 })
    number.queue(30)
    number.answer = () => rejected(132012)
    start(number)
    await expect.poll(() => number.templateHolds).toEqual([{ templateId: "marketing:a", reason: "132012" }])
    await expect.poll(() => waits(number).filter(({ claim }) => claim !== null)).toEqual([])
    expect(number.settled.length).toBeLessThan(10)
  })
})

describe("texts that a process apart renders", () => {
  it("are posted with what was rendered, also where that took longer than a claim is good for", async () => {
    const number = fakeNumber()
    const [slow = ""] = number.queue(1, { content: "marketing:loops" })
    number.queue(5)
    let rendered = 0
    number.compose.set("marketing:loops", (apart) => {
      if (!apart) return undefined
      if (rendered++ === 0) number.clock.advance(5_000)
      return { ok: true, content: '"type":"text"' }
    })
    start(number)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts).toContain(slow)
    expect(rendered).toBe(1)
  })
})

describe("people of a control group", () => {
  it("are left out last, and take no place in the messaging limit", async () => {
    const number = fakeNumber()
    number.number.messagingLimit = 1
    const content = "marketing:empty"
    number.compose.set(content, () => ({ ok: false, reason: "empty_variable", detail: "Text 1 is empty." }))
    const [american = ""] = number.queue(1, { isControl: true, phone: "+16505551234" })
    const [empty = ""] = number.queue(1, { isControl: true, content })
    const control = number.queue(3, { isControl: true })
    const sent = number.queue(1)
    start(number)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.posts).toEqual(sent)
    const reasons = new Map(number.settled.map(({ id, reason }) => [id, reason]))
    expect(reasons.get(american)).toBe("us_marketing")
    expect(reasons.get(empty)).toBe("empty_variable")
    for (const id of control) expect(reasons.get(id)).toBe("control")
  })
})

describe("the messaging limit", () => {
  it("lets so many people be written to, holds what is left of a launch, and lets answers go", async () => {
    const number = fakeNumber()
    number.number.messagingLimit = 25
    number.queue(40)
    const [single = ""] = number.queue(1, { intent: "utility", kind: "api" })
    const [reply = ""] = number.queue(1, { intent: "service", kind: "api" })
    const { lane } = start(number)
    await expect.poll(() => number.settled.length).toBe(26)
    expect(number.posts).toContain(reply)
    expect(number.posts).toContain(single)
    await expect
      .poll(() => waits(number).map(({ claim, reason }) => [claim, reason]))
      .toEqual(Array.from({ length: 16 }, () => [null, "messaging_limit"]))
    number.people.clear()
    number.clock.advance(3_600_000)
    lane.wake()
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(once(number.posts)).toHaveLength(42)
  })

  it("lets a message that came back use the place that its person has", async () => {
    const number = fakeNumber()
    number.number.messagingLimit = 1
    const [first = ""] = number.queue(2)
    number.answer = () => {
      number.answer = accepted
      number.clock.advance(2_000)
      return { kind: "not_sent", cause: new Error("its turn came too late") }
    }
    const { lane } = start(number)
    await expect
      .poll(() => [number.posts.length, waits(number).every(({ claim }) => claim === null)])
      .toEqual([1, true])
    number.clock.advance(5_000)
    lane.wake()
    await expect.poll(() => number.settled.map(({ id }) => id)).toEqual([first])
  })

  it("gives a place that was not used after all to the next one, when the message is due later", async () => {
    const number = fakeNumber({ ratePerSecond: 4 })
    number.number.messagingLimit = 1
    const [refused = "", next = ""] = number.queue(3)
    number.answer = () => {
      number.answer = accepted
      return rejected(131056)
    }
    const { lane } = start(number)
    await expect.poll(() => number.outbox.get(refused)?.reason).toBe("131056")
    await expect.poll(() => number.people.size).toBe(0)
    number.clock.advance(60_000)
    lane.wake()
    await expect.poll(() => number.settled.map(({ id }) => id)).toEqual([next])
    expect([...number.people]).toHaveLength(1)
  })

  it("takes people whose phone is not known for different people", async () => {
    const number = fakeNumber()
    number.number.messagingLimit = 2
    for (const waId of ["22507123456", "22507123457", "22507123458"]) number.queue(1, { phone: null, waId })
    start(number)
    await expect.poll(() => number.settled.length).toBe(2)
    expect([...number.people]).toEqual(["+22507123456", "+22507123457"])
    await expect.poll(() => waits(number).map(({ reason }) => reason)).toEqual(["messaging_limit"])
  })

  it("that is not known, or is none, costs nothing", async () => {
    const number = fakeNumber()
    number.queue(40)
    start(number)
    await expect.poll(() => number.outbox.size).toBe(0)
    expect(number.people.size).toBe(0)
  })

  it("is corrected when Meta takes no more", async () => {
    const number = fakeNumber({ ratePerSecond: 20 })
    number.number.messagingLimit = 250
    number.queue(5)
    number.answer = () => rejected(131048)
    start(number)
    await expect.poll(() => number.calls.corrected).toBe(1)
  })
})

describe("a content that asks other systems", () => {
  const sent = { ok: true, content: '"type":"text"' } as const

  it("holds up its own messages only, and each as long as its own answer takes", async () => {
    const number = fakeNumber()
    const [slow, quick] = [later(), later()]
    let first = ""
    number.asking.set("utility:asks", async (id) => {
      await (id === first ? slow.promise : quick.promise)
      return sent
    })
    const [asking = "", second = ""] = number.queue(2, { intent: "utility", content: "utility:asks" })
    first = asking
    const others = number.queue(20)
    const { lane } = start(number)
    await expect.poll(() => once(number.posts)).toEqual(once(others))
    quick.resolve()
    await expect.poll(() => number.posts).toContain(second)
    slow.resolve()
    await expect.poll(() => number.posts).toContain(asking)
    await expect.poll(() => lane.mode).toBe("idle")
  })

  it("is asked for again later where that is said, and dropped where it was given up", async () => {
    const number = fakeNumber()
    number.asking.set("utility:later", async () => ({ laterMs: 5_000 }))
    number.asking.set("utility:never", async () => ({
      ok: false,
      reason: "connected_content_failed",
      detail: "why",
    }))
    const [waiting = ""] = number.queue(1, { intent: "utility", content: "utility:later" })
    const [dropped = ""] = number.queue(1, { intent: "utility", content: "utility:never" })
    start(number)
    await expect.poll(() => number.outbox.get(waiting)?.reason).toBe("connected_content")
    await expect
      .poll(() => number.settled)
      .toContainEqual(expect.objectContaining({ id: dropped, reason: "connected_content_failed" }))
    expect(number.posts).toEqual([])
  })
})
