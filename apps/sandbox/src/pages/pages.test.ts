import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { simsSchema } from "../control/views/shapes.ts"
import { type Sandbox, startSandbox } from "../sandbox.ts"
import { isPagePath } from "./site.ts"

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, data: ":memory:" })
})
afterAll(() => sandbox.close())

async function control(
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, json: z.record(z.string(), z.unknown()).parse(await response.json()) }
}

async function newAccount(person: string, name: string): Promise<string> {
  const business = await control("POST", "dialog/businesses", { person, name })
  const account = await control("POST", "dialog/accounts", { business_id: business.json.business_id, name })
  return String(account.json.waba_id)
}

function otherThan(code: string): string {
  return code === "111111" ? "222222" : "111111"
}

describe("isPagePath", () => {
  it.each([
    "/",
    "/_sandbox/pages/phones",
    "/dialog/oauth",
    "/v25.0/dialog/oauth",
    "/messaging/whatsapp/onboard/",
    "/en_US/sdk.js",
  ])("%s is for people", (path) => expect(isPagePath(path)).toBe(true))
  it.each(["/_sandbox/people", "/v23.0/123/messages", "/oauth/access_token", "/123", "/v23.0/dialog"])(
    "%s is for programs",
    (path) => expect(isPagePath(path)).toBe(false),
  )
})

describe("a person in the login dialog", () => {
  it("makes a business and an account, proves a number, and lets the app have them", async () => {
    const app = await control("POST", "apps", { name: "Orchard" })
    const waba_id = await newAccount("Ana", "Lucky Shrub")
    const added = await control("POST", "dialog/numbers", {
      waba_id,
      cc: "49",
      phone_number: "30 901820",
      verified_name: "Lucky Shrub",
      profile: { vertical: "RETAIL", websites: ["https://shrub.example"] },
    })
    expect(added.json).toMatchObject({ display_phone_number: "+49 309 01820" })
    const id = String(added.json.phone_number_id)
    await control("POST", `dialog/numbers/${id}/code`, { method: "VOICE" })
    const { json: sims } = await control("GET", "views/sims")
    expect(sims.data).toMatchObject([{ phone_number_id: id, codes: [{ method: "VOICE" }] }])
    const code = simsSchema.parse(sims).data[0]?.codes[0]?.code ?? ""

    const wrong = await control("POST", `dialog/numbers/${id}/verify`, { code: otherThan(code) })
    expect(wrong).toMatchObject({ status: 400, json: { error: { field: "code" } } })

    const right = await control("POST", `dialog/numbers/${id}/verify`, { code })
    expect(right.status).toBe(200)

    const { json: view } = await control("GET", `views/dialog?client_id=${app.json.app_id}&person=Ana`)
    expect(view).toMatchObject({
      app: { name: "Orchard" },
      people: [{ name: "Ana" }],
      businesses: [
        {
          name: "Lucky Shrub",
          accounts: [{ waba_id, numbers: [{ phone_number_id: id, code_verification_status: "VERIFIED" }] }],
        },
      ],
    })
  })

  it("is told beside the field that someone else has the number", async () => {
    const number = { cc: "1", phone_number: "5550009999", verified_name: "Wild Fig" }
    const first = await newAccount("Ben", "Wild Fig")
    expect((await control("POST", "dialog/numbers", { waba_id: first, ...number })).status).toBe(200)
    const other = await newAccount("Eva", "Tame Fig")
    expect(await control("POST", "dialog/numbers", { waba_id: other, ...number })).toMatchObject({
      status: 400,
      json: { error: { code: "number_taken", field: "phone_number" } },
    })
  })

  it("does not see an app that is not there", async () => {
    expect((await control("GET", "views/dialog?client_id=1")).status).toBe(404)
  })
})

describe("the pages' address space", () => {
  it("serves the stand-in for the JavaScript SDK", async () => {
    const response = await fetch(`${sandbox.url}/en_US/sdk.js`)
    expect(response.headers.get("content-type")).toContain("javascript")
    expect(await response.text()).toContain("window.FB")
  })

  it("leaves what is not a GET to the Graph API", async () => {
    const response = await fetch(`${sandbox.url}/dialog/oauth`, { method: "POST" })
    expect(response.headers.get("content-type")).toContain("json")
  })
})
