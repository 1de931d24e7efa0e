import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { defineRoom } from "../../platform/define-room.ts"
import { secretBox } from "../../platform/secrets.ts"
import { type Installation, startInstallation } from "../testing/installation.ts"
import { runDoctor } from "./index.ts"

interface Check {
  name: string
  state: string
  message: string
  help?: string
  fix?: { kind: string }
}

let parley: Installation
let number: { id: string; phone_number_id: string }

beforeAll(async () => {
  parley = await startInstallation()
})
afterAll(() => parley.close())

/** Each test starts with a connected account whose number is in service. */
beforeEach(async () => {
  await parley.platform.db.system(async (tx) => {
    await tx.deleteFrom("subscription_groups").execute()
    await tx.deleteFrom("numbers").execute()
    await tx.deleteFrom("business_accounts").execute()
  })
  const { waba_id } = (await parley.control("POST", "quickstart", {})).body
  const { code } = await parley.login({ waba_id })
  number = (await parley.api("POST", "connect/whatsapp", { code })).body.business_accounts[0].numbers[0]
  await parley.api("PUT", `numbers/${number.id}/pin`, { pin: "123456" }) // it was registered elsewhere
})

async function examine(): Promise<{ ok: boolean; troubles: Check[]; checks: Check[] }> {
  const { ok, checks } = (await parley.api("POST", "doctor")).body
  return {
    ok,
    checks,
    troubles: checks.filter((check: Check) => check.state === "failed" || check.state === "warning"),
  }
}

describe("the doctor", () => {
  it("finds nothing wrong with a connected account", async () => {
    const { ok, checks, troubles } = await examine()
    expect(troubles).toEqual([])
    expect(ok).toBe(true)
    expect(checks.map((check) => check.name)).toEqual([
      "database",
      "meta",
      "app_mode",
      "webhook_subscription",
      "clock",
      "webhook_address",
      "encryption_key",
      "token",
      "account_subscription",
      "health",
      "number",
      "sending",
    ])
  })

  it("finds webhooks that go elsewhere, and an address that does not lead here", async () => {
    const moved = {
      ...parley.platform,
      config: { ...parley.platform.config, publicUrl: "http://127.0.0.1:9" },
    }
    const { ok, checks } = await runDoctor(moved, parley.platform.workspaceId)
    expect(ok).toBe(false)
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: "webhook_subscription",
        state: "failed",
        help: expect.stringContaining("PUBLIC_URL"),
      }),
    )
    expect(checks).toContainEqual(expect.objectContaining({ name: "webhook_address", state: "failed" }))
  })

  it("finds an encryption key that is not the one the token was sealed with, and skips what depends on it", async () => {
    const rekeyed = { ...parley.platform, secrets: secretBox("0".repeat(64)) }
    const { ok, checks } = await runDoctor(rekeyed, parley.platform.workspaceId)
    expect(ok).toBe(false)
    expect(checks).toContainEqual(expect.objectContaining({ name: "encryption_key", state: "failed" }))
    expect(checks).toContainEqual(expect.objectContaining({ name: "token", state: "skipped" }))
  })

  it("finds a wrong app secret, and skips what depends on it", async () => {
    const { config } = parley.platform
    const meta = { ...config.meta, appSecrets: ["another-secret"] as const }
    const mistaken = { ...parley.platform, config: { ...config, meta } }
    const { checks } = await runDoctor(mistaken, parley.platform.workspaceId)
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: "meta",
        state: "failed",
        help: expect.stringContaining("META_APP_SECRET"),
      }),
    )
    expect(checks).toContainEqual(expect.objectContaining({ name: "webhook_subscription", state: "skipped" }))
  })

  it("never faints: a check that cannot be made is a finding", async () => {
    const unwell = defineRoom({
      name: "unwell",
      tables: [],
      checks: [{ name: "templates", check: () => Promise.reject(new Error("something unforeseen")) }],
    })
    const { ok, checks } = await runDoctor(
      { ...parley.platform, rooms: [unwell] },
      parley.platform.workspaceId,
    )
    expect(ok).toBe(false)
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: "templates",
        state: "failed",
        message: expect.stringContaining("unforeseen"),
      }),
    )
  })
})

describe("a workspace without an account", () => {
  it("is told what to do first", async () => {
    const key = await parley.anotherKey()
    const { body } = await parley.api("POST", "doctor", undefined, key)
    expect(body.checks).toContainEqual(
      expect.objectContaining({
        name: "business_accounts",
        state: "skipped",
        message: expect.stringContaining("connect"),
      }),
    )
  })
})
