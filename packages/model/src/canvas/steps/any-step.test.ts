/** What holds of every kind of step, whatever it is asked. */
import fc from "fast-check"
import { expect, it } from "vitest"
import { assignmentBuckets } from "../../campaign/variants.ts"
import type { SentMessage } from "../step-kind.ts"
import { otherId, runOf, template, text } from "../testing/canvas.ts"
import { canvasStep, longestMsAt, moveAt, outletsOf, shortestMsAt, stepKinds } from "./index.ts"

const one = fc.constantFrom
const dates = fc.date({ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
const filter = one({ all: [] }, { on: "tag", tag_id: otherId, op: "has" })
const content = one(null, template(), text("Hello"))
const within = fc.record({
  amount: fc.integer({ min: 1, max: 700 }),
  unit: one("seconds", "minutes", "hours"),
})
const time = one("00:00", "02:30", "23:59")
const path = (id: string) => ({ id, name: id })
const members: Record<string, fc.Arbitrary<object>> = {
  message: fc.record({
    content,
    validation: fc.option(fc.record({ filter, otherwise: one("advance", "exit") })),
  }),
  delay: fc.record({
    wait: fc.oneof(
      fc.record({ kind: one("for"), length: within, at: fc.option(time) }),
      fc.record({ kind: one("calendar_days"), days: fc.integer({ min: 0, max: 731 }), at: time }),
      fc.record({
        kind: one("weekday"),
        weekdays: one(["monday"], ["friday", "sunday"]),
        at: time,
        if_passed: one("wait", "advance"),
      }),
      fc.record({
        kind: one("until"),
        date: one(
          { from: "attribute", name: "due" },
          { from: "context", name: "a.b" },
          { from: "fixed", value: "2027-01-01" },
        ),
        at: fc.option(time),
        if_passed: one("advance", "exit"),
      }),
    ),
  }),
  decision: fc.record({ filter }),
  audience_paths: fc.record({ paths: one([path("a")], [path("a"), path("b")]) }),
  action_paths: fc.record({
    within,
    is_ranked: fc.boolean(),
    paths: one(
      [{ ...path("a"), triggers: [{ on: "purchase" }], exits: true }],
      [{ ...path("a"), triggers: [{ on: "purchase" }] }],
    ),
  }),
  wait_for_reply: fc.record({
    content,
    fallback: one(null, template()),
    within,
    paths: one([], [path("a"), path("b")]),
  }),
  experiment_paths: one(
    { paths: [{ ...path("a"), share: 100 }] },
    { paths: [{ ...path("a"), share: 80 }], control_share: 20 },
  ),
  user_update: one({ changes: [] }),
  context: one({ variables: [{ name: "a", type: "text", value: "1" }] }),
  webhook: one({ url: "https://x.example", otherwise: "exit" }, { url: "" }),
  send_to_canvas: one({}),
  hand_over: one({}, { hours: 168 }),
  exit: one({}),
}
const message = fc.option(
  fc.record({
    id: one("m"),
    state: one<SentMessage["state"]>("waiting", "sent", "failed", "dropped"),
    sentAt: fc.option(dates),
    reason: one(null, "capped"),
  }),
)
/** What any of the kinds asks, in one. */
const facts = fc.record({
  ...{ message, isValid: fc.boolean(), windowIsOpen: fc.boolean(), isHandedOver: fc.boolean() },
  matches: one(true, false).chain((matches) => one<unknown>(matches)),
  bucket: fc.integer({ min: 0, max: assignmentBuckets - 1 }),
  heldUntil: fc.option(dates),
  zone: one("UTC", "Europe/Berlin", "Pacific/Chatham"),
  attribute: fc.oneof(fc.anything(), dates, one("2028-02-29", "2027-12-24T18:00")),
  performed: one(null, { ok: true }, { ok: false, reason: "no" }),
})
const context = fc.dictionary(one("a", "due"), fc.anything())
const heard = one(null, "a", "b", "other", "gone", "__proto__")

it.each(stepKinds)("%s says of every run what becomes of it", (kind) => {
  const step = (members[kind] ?? fc.constant({})).map((given) =>
    canvasStep.parse({ id: "step", kind, ...given }),
  )
  fc.assert(
    fc.property(step, facts, context, heard, dates, dates, (at, known, kept, outlet, arrivedAt, now) => {
      const given = { ...known, matches: at.kind === "audience_paths" ? [known.matches] : known.matches }
      const ask = () => moveAt(at, runOf({ arrivedAt, context: kept, heard: outlet }), given, now)
      const move = ask()
      expect(ask()).toEqual(move)
      if (move.kind === "wait" && move.until !== null)
        expect(move.until.getTime()).toBeGreaterThan(now.getTime())
      // What was heard comes from what the step listens for, and so from an outlet of its own.
      if (move.kind === "go" && outlet === null)
        expect(outletsOf(at).map(({ id }) => id)).toContain(move.outlet)
      for (const { id } of outletsOf(at))
        expect(shortestMsAt(at, id)).toBeLessThanOrEqual(longestMsAt(at, id) || 1)
    }),
  )
})
