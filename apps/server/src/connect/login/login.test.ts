import { createServer } from "node:http"
import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { readConfig } from "../../platform/config.ts"
import { openPlatform, type Platform } from "../../platform/index.ts"
import { rooms } from "../../rooms.ts"
import { testEnvironment } from "../../testing/platform.ts"
import { redeemCode, requireUsable } from "./login.ts"
import { missingScopes, namedAccounts, neededScopes } from "./scopes.ts"

/** Answers of Meta that no login dialog leads to on purpose: `path` without version → JSON. */
let answers: Record<string, unknown> = {}
let platform: Platform

beforeAll(async () => {
  const meta = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0]?.replace(/^\/v[\d.]+\//, "") ?? ""
    const answer = answers[path] ?? {
      error: { code: 100, message: `(#100) nothing at ${path}`, type: "OAuthException" },
    }
    const failed = typeof answer === "object" && answer !== null && "error" in answer
    response.writeHead(failed ? 400 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer))
  })
  const port = await new Promise<number>((resolve) => {
    meta.listen(0, "127.0.0.1", () => {
      const address = meta.address()
      resolve(typeof address === "object" && address ? address.port : 0)
    })
  })
  const opened = await openPlatform(
    readConfig(await testEnvironment({ META_GRAPH_URL: `http://127.0.0.1:${port}` })),
    rooms,
  )
  platform = opened
  return async () => {
    meta.closeAllConnections()
    meta.close()
    await opened.close()
  }
})
afterEach(() => {
  answers = {}
})

const scopes = [...neededScopes, "public_profile"]

function token(more: object = {}): void {
  answers["oauth/access_token"] = { access_token: "EAAtoken", token_type: "bearer" }
  answers.debug_token = {
    data: { app_id: "1", is_valid: true, expires_at: 0, scopes, granular_scopes: [], ...more },
  }
}
const granular = (management: string[], messaging: string[]) => ({
  granular_scopes: [
    { scope: neededScopes[0], target_ids: management },
    { scope: neededScopes[1], target_ids: messaging },
  ],
})

describe("the accounts that a login may open", () => {
  it("are those that scopes of WhatsApp name", async () => {
    token(granular(["100", "200", "200"], ["200", "300"]))
    expect(await redeemCode(platform, "code", undefined)).toMatchObject({
      accessToken: "EAAtoken",
      token: { scopes },
      wabaIds: ["100", "200", "300"],
    })
  })

  it("are all of the person's when the scopes name none", async () => {
    token()
    const account = (id: string) => ({ id, name: `Account ${id}` })
    answers["me/businesses"] = { data: [{ id: "10", name: "Lucky Shrub" }] }
    answers["10/owned_whatsapp_business_accounts"] = { data: [account("100")] }
    answers["10/client_whatsapp_business_accounts"] = { data: [account("100"), account("200")] }
    expect((await redeemCode(platform, "code", undefined)).wabaIds).toEqual(["100", "200"])
  })

  it("must be one at least", async () => {
    token()
    answers["me/businesses"] = { data: [] }
    await expect(redeemCode(platform, "code", undefined)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("no WhatsApp Business account"),
    })
  })

  it("are named under whatever name and case, and by no other product's scopes", () => {
    const granularScopes = [
      { scope: "WhatsApp_Business_Manage_Everything", targetIds: ["100"] },
      { scope: "business_management", targetIds: ["10"] },
    ]
    expect(namedAccounts({ granularScopes })).toEqual(["100"])
  })
})

describe("missingScopes", () => {
  const [management, messaging] = neededScopes
  const both = [...neededScopes]
  it.each([
    ["both", both, [], []],
    ["both in another case", both.map((scope) => scope.toUpperCase()), [], []],
    ["both only where targets stand", [], both.map((scope) => ({ scope, targetIds: ["100"] })), []],
    [
      "one without targets",
      both,
      [
        { scope: management, targetIds: ["100"] },
        { scope: messaging, targetIds: [] },
      ],
      [],
    ],
    ["one for another account", both, [{ scope: messaging, targetIds: ["200"] }], [messaging]],
    ["names that are not known", ["whatsapp_everything"], [], both],
    ["none", [], [], both],
  ])("of a token that lists %s", (_what, scopes, granularScopes, missing) => {
    expect(missingScopes({ scopes, granularScopes }, "100")).toEqual(missing)
  })
})

describe("a token", () => {
  const usable = { appId: "1", isValid: true, scopes, granularScopes: [] }

  it("is usable when it is valid and this app's, whatever scopes it lists", () => {
    expect(() => requireUsable(usable, "1")).not.toThrow()
    expect(() => requireUsable({ ...usable, scopes: [] }, "1")).not.toThrow()
  })

  it.each([
    ["of another app", { ...usable, appId: "2" }, "for app 2"],
    [
      "that is not valid",
      { ...usable, isValid: false, error: { code: 190, message: "Session expired" } },
      "Session expired",
    ],
  ])("%s is refused", (_what, token, words) => {
    expect(() => requireUsable(token, "1")).toThrow(words)
  })
})
