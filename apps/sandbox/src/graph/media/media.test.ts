import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Account, errorOf, Rehearsal } from "../../testing/test-sandbox.ts"

describe("media", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  afterAll(() => stage.end())

  async function upload(type: string): Promise<string> {
    const form = new FormData()
    form.set("messaging_product", "whatsapp")
    form.set("file", new Blob(["not really a file"], { type }), "a")
    const response = await fetch(`${stage.sandbox.url}/v23.0/${account.phone_number_id}/media`, {
      method: "POST",
      headers: { authorization: `Bearer ${account.access_token}` },
      body: form,
    })
    return z.object({ id: z.string() }).parse(await response.json()).id
  }

  it("that are uploaded stay with the number, are shown for five minutes, and can be deleted", async () => {
    const form = new FormData()
    form.set("messaging_product", "whatsapp")
    form.set("file", new Blob(["not really a picture"], { type: "image/png" }), "a.png")
    const authorization = { authorization: `Bearer ${account.access_token}` }
    const uploaded = await fetch(`${stage.sandbox.url}/v23.0/${account.phone_number_id}/media`, {
      method: "POST",
      headers: authorization,
      body: form,
    })
    const { id } = z.object({ id: z.string() }).parse(await uploaded.json())
    const media = z
      .object({
        url: z.string(),
        mime_type: z.literal("image/png"),
        file_size: z.literal(20),
        sha256: z.string().length(64),
      })
      .parse((await stage.call("GET", `/v23.0/${id}`, undefined, account.access_token)).body)
    expect((await fetch(media.url)).status).toBe(401)
    expect(await (await fetch(media.url, { headers: authorization })).text()).toBe("not really a picture")
    const part = await fetch(media.url, { headers: { ...authorization, range: "bytes=4-9" } })
    expect([part.status, await part.text()]).toEqual([206, "really"])
    expect((await stage.send(account, { to: "4915100000001", type: "image", image: { id } })).status).toBe(
      200,
    )
    await stage.advance(5 * 60_000 + 1_000)
    expect((await fetch(media.url, { headers: authorization })).status).toBe(404)
    expect((await stage.call("DELETE", `/${id}`, undefined, account.access_token)).body).toEqual({
      success: true,
    })
    expect((await stage.call("GET", `/${id}`, undefined, account.access_token)).status).toBe(400)
  })

  it("belong to one number: a call that names another does nothing to them", async () => {
    const other = await stage.quickstart()
    const id = await upload("video/3gp")
    const query = (number: string) => `/${id}?phone_number_id=${number}`
    const ask = (method: string, path: string) => stage.call(method, path, undefined, account.access_token)
    for (const method of ["GET", "DELETE"]) {
      expect(errorOf(await ask(method, query(other.phone_number_id))).message).toBe(
        "(#100) Param phone_number_id is not a valid whatsapp business phone number id ID",
      )
    }
    expect((await ask("DELETE", query(account.phone_number_id))).body).toEqual({ success: true })
    expect((await ask("GET", `/${id}`)).status).toBe(400)
  })

  it("are given out to those who reach the account alone", async () => {
    const { access_token } = await stage.quickstart()
    const id = await upload("image/png")
    const { url } = (await stage.call("GET", `/${id}`, undefined, account.access_token)).body
    const fetched = (token: string) => fetch(String(url), { headers: { authorization: `Bearer ${token}` } })
    expect((await fetched(account.access_token)).status).toBe(200)
    expect((await fetched(access_token)).status).toBe(404)
  })

  it.each(["video/3gp", "video/3gpp"])("are videos as %s", async (type) => {
    const id = await upload(type)
    expect((await stage.send(account, { to: "4915100000001", type: "video", video: { id } })).status).toBe(
      200,
    )
  })
})
