import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { type Installation, startInstallation } from "../testing/installation.ts"

let parley: Installation

beforeAll(async () => {
  parley = await startInstallation()
})
afterAll(() => parley.close())
afterEach(() => tell({ told_scopes: null, told_granular_scopes: null }))

const tell = (tokens: object) => parley.control("PATCH", "settings", { tokens })
const management = "whatsapp_business_management"
const messaging = "whatsapp_business_messaging"
const both = [management, messaging]

/** What Meta tells of a token that opens `id`, and what of it is found missing. */
const told: [what: string, tokens: (id: string) => object, missing: string[]][] = [
  [
    "another name instead of management",
    (id) => ({
      told_scopes: ["whatsapp_business_manage_events", messaging, "business_management", "public_profile"],
      told_granular_scopes: ["whatsapp_business_manage_events", messaging].map((scope) => ({
        scope,
        target_ids: [id],
      })),
    }),
    [management],
  ],
  [
    "names that are not known",
    (id) => ({
      told_scopes: ["whatsapp_everything"],
      told_granular_scopes: [{ scope: "whatsapp_everything", target_ids: [id] }],
    }),
    both,
  ],
  [
    "the names in another case",
    (id) => ({
      told_scopes: both.map((scope) => scope.toUpperCase()),
      told_granular_scopes: both.map((scope) => ({ scope: scope.toUpperCase(), target_ids: [id] })),
    }),
    [],
  ],
  [
    "targets for one of the scopes only",
    (id) => ({
      told_scopes: both,
      told_granular_scopes: [
        { scope: management, target_ids: [id] },
        { scope: messaging, target_ids: null },
      ],
    }),
    [],
  ],
  [
    "management for another account than messaging",
    (id) => ({
      told_scopes: both,
      told_granular_scopes: [
        { scope: management, target_ids: ["999"] },
        { scope: messaging, target_ids: [id] },
      ],
    }),
    [management],
  ],
  [
    "business_management only, as a partner's system user has it",
    () => ({
      told_scopes: ["business_management"],
      told_granular_scopes: [{ scope: "business_management" }],
    }),
    both,
  ],
]

describe("a login that opens an account connects it when Meta tells", () => {
  it.each(told)("%s", async (what, tokens, missing) => {
    const { code, waba_id } = await parley.login({
      business_name: what.slice(0, 40),
      person: what.slice(0, 40),
    })
    await tell(tokens(waba_id))
    const { status, body } = await parley.api("POST", "connect/whatsapp", { code })
    expect(status).toBe(200)
    expect(body.business_accounts).toMatchObject([{ waba_id }])
    const warnings = body.warnings.filter((one: { code: string }) => one.code === "missing_scope")
    expect(warnings).toEqual(
      missing.length === 0
        ? []
        : [
            expect.objectContaining({
              subject: waba_id,
              message: expect.stringContaining(missing.join(" and ")),
            }),
          ],
    )
    const checks = body.doctor.checks.filter(
      (check: { name: string; subject?: string }) =>
        check.name === "token" && check.subject?.includes(waba_id),
    )
    expect(checks).toMatchObject([{ state: missing.length === 0 ? "ok" : "warning" }])
  })

  it("an account more that does not open: it is left out, and said", async () => {
    const { code, waba_id } = await parley.login({ business_name: "Two accounts" })
    await tell({
      told_scopes: both,
      told_granular_scopes: [
        { scope: management, target_ids: [waba_id] },
        { scope: messaging, target_ids: [waba_id, "999"] },
      ],
    })
    const { body } = await parley.api("POST", "connect/whatsapp", { code })
    expect(body.business_accounts).toMatchObject([{ waba_id }])
    expect(body.warnings).toMatchObject([{ code: "meta_rejected", subject: "999" }])
  })
})
