import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { call, type Method } from "../testing/call.ts"
import { startInstallation } from "../workspaces/testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let key: string
const path = "/v1/log/set-aside"
const nobody = "0199d1de-0000-7000-8000-000000000000"

beforeAll(async () => {
  installation = await startInstallation()
  key = (await readFile(join(installation.platform.config.dataDir, "operator-key"), "utf8")).trim()
  await installation.platform.db.system((tx) =>
    tx
      .insertInto("log_set_aside")
      .values(["one", "two", "three"].map((payload) => ({ topic: "test", payload, failure: "TypeError: x" })))
      .execute(),
  )
})
afterAll(() => installation.close())

const ask = (method: Method, where: string, bearer = key, headers: Record<string, string> = {}) =>
  call(method, installation.publicUrl + where, undefined, { authorization: `Bearer ${bearer}`, ...headers })

describe("what was set aside", () => {
  it("is shown to no member and to no API key, whatever they may do", async () => {
    const owner = await installation.owner()
    const { apiKey } = installation.platform
    for (const [method, where] of [
      ["GET", path],
      ["GET", `${path}/${nobody}`],
      ["POST", `${path}/${nobody}/apply`],
      ["POST", `${path}/apply`],
      ["DELETE", `${path}/${nobody}`],
    ] as const) {
      expect((await owner.ask(method, where)).status, where).toBe(401)
      for (const wrong of [apiKey, `${key}x`, key.slice(0, -1), key.replace(/.$/, "z"), ""])
        expect((await ask(method, where, wrong)).status, where).toBe(401)
    }
  })

  it("is listed page by page, read, applied again and deleted by the operator", async () => {
    const first = await ask("GET", `${path}?limit=2`)
    expect(first.body.data).toMatchObject([{ failure: "TypeError: x", characters: 3 }, { topic: "test" }])
    expect(first.body.data[0]).not.toHaveProperty("payload")
    const second = await ask("GET", `${path}?limit=2&after=${first.body.next}`)
    expect(second.body).toMatchObject({ data: [{ topic: "test" }], next: null })
    const [one, two] = first.body.data
    expect((await ask("GET", `${path}/${one.id}`)).body).toMatchObject({ payload: "one", tries: 1 })

    const applyOne = (headers?: Record<string, string>) =>
      ask("POST", `${path}/${one.id}/apply`, key, headers)
    const once = { "idempotency-key": "a-request-of-the-operator" }
    expect(await applyOne(once)).toEqual({ status: 202, body: { entries: 1 } })
    expect(await applyOne(once)).toEqual({ status: 202, body: { entries: 1 } })
    expect((await applyOne()).status).toBe(404)
    expect((await ask("DELETE", `${path}/${two.id}`)).status).toBe(204)
    expect((await ask("DELETE", `${path}/${two.id}`)).status).toBe(404)
    expect(await ask("POST", `${path}/apply`)).toEqual({ status: 202, body: { entries: 1 } })
    expect((await ask("GET", path)).body.data).toEqual([])
    const entries = await installation.platform.db.system((tx) =>
      tx
        .selectFrom("log_entries")
        .select("payload")
        .where("topic", "=", "test")
        .orderBy("position")
        .execute(),
    )
    expect(entries.map(({ payload }) => payload.toString())).toEqual(["one", "three"])
  })
})
