import { execFile } from "node:child_process"
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"

const parley = fileURLToPath(new URL("../../apps/cli/src/main.ts", import.meta.url))

const counts = z.object({
  total: z.number(),
  reasons: z.array(z.object({ code: z.string(), count: z.number() })),
})
const report = z.object({
  ok: z.boolean(),
  import: z.object({ rows_read: z.number(), rows_created: z.number(), rows_refused: z.number() }),
  import_again: z.object({
    rows_created: z.number(),
    rows_updated: z.number(),
    subscriptions_changed: z.number(),
  }),
  refused_rows: z.array(z.object({ code: z.string(), count: z.number() })),
  launch: z.object({
    audience: z.number(),
    waiting: z.number(),
    suppressed: counts,
    refused: z.number(),
    accepted: z.number(),
    retried: z.number(),
    retrying: z.number(),
    sent: z.number(),
    delivered: z.number(),
    read: z.number(),
    failed: counts,
    replied: z.number(),
  }),
  ledger: z.object({
    accepted: z.number(),
    recipients: z.number(),
    duplicates: z.array(z.unknown()),
    duplicate_callback_data: z.number(),
    by_status: z.object({ sent: z.number(), delivered: z.number(), read: z.number(), failed: z.number() }),
  }),
  final_ledger: z.object({ accepted: z.number(), duplicate_callback_data: z.number() }),
  sums: z.array(z.object({ says: z.string(), holds: z.boolean() })),
})

describe("parley demo, on its own", () => {
  let temporary: string
  let told: string
  let found: z.infer<typeof report>

  beforeAll(async () => {
    temporary = await mkdtemp(join(tmpdir(), "parley-e2e-"))
    await chmod(temporary, 0o711) // run by root, PostgreSQL is another account's and must get through
    // Ports on which nothing runs, so that the demo starts programs of its own.
    const environment = { ...process.env, TMPDIR: temporary, PORT: "1", SANDBOX_PORT: "2" }
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [parley, "demo", "--json"], {
      env: environment,
      maxBuffer: 10_000_000,
    })
    told = stderr
    found = report.parse(JSON.parse(stdout))
  }, 240_000)
  afterAll(() => rm(temporary, { recursive: true, force: true }))

  it("imports more than a thousand contacts, refuses wrong rows with reasons, and changes nothing the second time", () => {
    expect(found.import.rows_created).toBeGreaterThan(1_000)
    expect(found.import.rows_refused).toBeGreaterThan(0)
    expect(sum(found.refused_rows)).toBe(found.import.rows_refused)
    expect(found.import_again).toEqual({ rows_created: 0, rows_updated: 0, subscriptions_changed: 0 })
  })

  it("accounts for every contact of the audience", () => {
    const { audience, waiting, suppressed, refused, accepted } = found.launch
    expect(audience).toBeGreaterThan(0)
    expect(waiting).toBe(0)
    expect(suppressed.total + refused + accepted).toBe(audience)
    expect(sum(suppressed.reasons)).toBe(suppressed.total)
    expect(sum(found.launch.failed.reasons)).toBe(found.launch.failed.total)
  })

  it("has sent exactly what the sandbox's ledger has, to nobody twice", () => {
    const { launch, ledger, final_ledger } = found
    expect(ledger.accepted).toBe(launch.accepted)
    expect(ledger.recipients).toBe(launch.accepted)
    expect(ledger.duplicates).toEqual([])
    expect(final_ledger).toEqual({
      accepted: launch.accepted + 2 + launch.retrying,
      duplicate_callback_data: 0,
    })
    expect(ledger.by_status).toEqual({
      sent: launch.sent,
      delivered: launch.delivered,
      read: launch.read,
      failed: launch.failed.total - launch.refused + launch.retried,
    })
  })

  it("reaches most, is read by many and answered by some, and tells who could not be reached", () => {
    const { sent, delivered, read, replied, failed, suppressed } = found.launch
    expect(delivered).toBeGreaterThan(sent / 2)
    expect(read).toBeGreaterThan(delivered / 2)
    expect(replied).toBeGreaterThan(0)
    expect(failed.reasons.map((reason) => reason.code)).toContain("131026")
    expect(suppressed.reasons.map((reason) => reason.code)).toContain("unsubscribed")
  })

  it("tells each step on standard error, and that everything adds up", () => {
    expect(found.sums.filter((each) => !each.holds)).toEqual([])
    expect(found.ok).toBe(true)
    for (const step of [
      "was submitted: PENDING",
      "it is on the person's phone",
      "(window_closed)",
      "Everything adds up",
    ]) {
      expect(told).toContain(step)
    }
    expect(told).not.toContain("\x1b[")
  })

  it("leaves nothing behind", async () => {
    expect(await readdir(temporary)).toEqual([])
  })
})

const sum = (rows: readonly { count: number }[]) => rows.reduce((total, { count }) => total + count, 0)
