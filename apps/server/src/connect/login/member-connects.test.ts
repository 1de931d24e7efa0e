import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startSandbox } from "../../../../sandbox/src/index.ts"
import { call } from "../../testing/call.ts"
import { startInstallation } from "../../workspaces/testing/installation.ts"

let sandbox: Awaited<ReturnType<typeof startSandbox>>
let parley: Awaited<ReturnType<typeof startInstallation>>
let ana: Awaited<ReturnType<typeof parley.owner>>
let appId: string

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, data: ":memory:" })
  const meta = `http://127.0.0.1:${sandbox.port}`
  const app = (await call("POST", `${meta}/_sandbox/apps`, { name: "Parley" })).body
  appId = app.app_id
  parley = await startInstallation({
    META_GRAPH_URL: meta,
    META_DIALOG_URL: meta,
    META_SDK_URL: `${meta}/en_US/sdk.js`,
    META_LOGIN_CONFIG_ID: "1",
    META_APP_ID: app.app_id,
    META_APP_SECRET: app.app_secret,
    ROLES: "api,intake",
  })
  ana = await parley.owner()
})
afterAll(async () => {
  await parley.close()
  await sandbox.close()
})

/** What a person does in the dialog. */
async function logIn(choices: Record<string, unknown> = {}): Promise<string> {
  const answer = await call("POST", `http://127.0.0.1:${sandbox.port}/_sandbox/login`, {
    app_id: appId,
    business_name: "Lucky Shrub",
    ...choices,
  })
  return answer.body.code
}

describe("given a member who has acknowledged nothing yet", () => {
  it("connecting is refused and names what is missing", async () => {
    const { status, body } = await ana.ask("POST", "/v1/connect/whatsapp", { code: await logIn() })
    expect(status).toBe(409)
    expect(body.error).toMatchObject({
      code: "prerequisites_missing",
      missing: expect.arrayContaining(["opt_in"]),
    })
  })

  it("each acknowledgement is kept under their name, and then connecting works", async () => {
    const { data } = (await ana.ask("GET", "/v1/connect/prerequisites")).body
    for (const { key } of data) {
      const { body } = await ana.ask("POST", `/v1/connect/prerequisites/${key}/acknowledgement`)
      const acknowledged = body.data.find((one: { key: string }) => one.key === key)
      expect(acknowledged.acknowledged_by).toBe("Olivia Owner")
    }
    const { status, body } = await ana.ask("POST", "/v1/connect/whatsapp", { code: await logIn() })
    expect(status).toBe(200)
    expect(body.business_accounts).toMatchObject([{ name: "Lucky Shrub" }])
    expect(body.doctor).toMatchObject({ trigger: "connected" })
  })

  it("a code that came by redirect needs the state that this member's dialog was opened with", async () => {
    const { redirect_uri, state, dialog_url } = (await ana.ask("GET", "/v1/connect/login")).body
    expect(new URL(dialog_url).searchParams.get("state")).toBe(state)
    const connect = async (more: object) =>
      ana.ask("POST", "/v1/connect/whatsapp", {
        code: await logIn({ redirect_uri }),
        redirect_uri,
        ...more,
      })
    expect((await connect({})).status).toBe(403)
    expect((await connect({ state: "forged" })).status).toBe(403)
    expect((await connect({ state })).status).toBe(200)
  })

  it("a viewer sees the connection and can change nothing of it", async () => {
    const { browser: viewer } = await parley.join(ana, "vera@example.com", "viewer")
    const accounts = (await viewer.ask("GET", "/v1/business-accounts")).body.data
    expect(accounts.length).toBeGreaterThan(0)
    for (const path of [
      "/v1/connect/whatsapp",
      `/v1/business-accounts/${accounts[0].id}/disconnect`,
      "/v1/connect/prerequisites/opt_in/acknowledgement",
    ]) {
      const refused = await viewer.ask("POST", path, { code: "AQ" })
      expect([refused.status, refused.body.error.permission]).toEqual([403, "connection:manage"])
    }
  })
})
