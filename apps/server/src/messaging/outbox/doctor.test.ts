import { afterAll, beforeAll, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { classes, pauseSource } from "../sources/sources.ts"
import { later, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { checkSending } from "./doctor.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.platform.close())

const found = async (seconds: number) => {
  const platform = { ...outbox.platform, clock: steppedClock(later(seconds)) }
  const checks = await checkSending(platform, platform.workspaceId)
  return checks.map(({ state, message }) => `${state}: ${message}`)
}

it("the doctor warns of what is not sent in its time, and of what only a person can decide", async () => {
  const codes = await outbox.source({ class: classes.authentication })
  const launch = await outbox.source()
  await outbox.queue(codes)
  await outbox.queue(launch)
  expect(await found(59)).toEqual(["ok: What is due is sent."])
  expect(await found(600)).toEqual([
    "warning: Codes to sign in with, or tests, have been waiting to be sent for 10 minutes.",
  ])
  await outbox.inWorkspace((tx) =>
    sql`UPDATE outbox SET state = 'in_doubt', posted_at = ${later(0)} WHERE source_id = ${codes}`.execute(tx),
  )
  expect(await found(299)).toEqual(["ok: What is due is sent."])
  expect(await found(301)).toEqual([
    "warning: 1 message is in doubt since 2026-11-22T12:00:00.000Z at the earliest.",
  ])
  expect(await found(13 * 3_600)).toContain(
    "warning: Messages of launches have been waiting to be sent for 780 minutes.",
  )
})

it("the doctor warns of launches that are paused, as they expire all the same", async () => {
  const launch = await outbox.source({ expiresAt: later(3_600) })
  await outbox.inWorkspace((tx) => pauseSource(tx, launch, true))
  expect(await found(0)).toContain("warning: 1 launch is paused.")
  expect(await found(3_600)).not.toContain("warning: 1 launch is paused.")
})
