import { randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { request } from "undici"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { startSandbox } from "../../../../sandbox/src/index.ts"
import { type BucketServer, openBucketServer } from "../../platform/file-store/testing/bucket-server.ts"
import { freePort } from "../../platform/free-port.ts"
import { startServer } from "../../server.ts"
import { call, type Method } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { deleteAbandonedFiles } from "./abandoned-files.ts"

const hourMs = 3_600_000
const thread = z.object({
  data: z.array(
    z.looseObject({
      type: z.string(),
      media: z.looseObject({ id: z.string(), state: z.string(), failure: z.unknown() }).nullable(),
    }),
  ),
})

/** The whole server with a number whose people live in the sandbox, on a clock that can be moved ahead. */
async function openChat(environment: Record<string, string> = {}) {
  const sandbox = await startSandbox({ port: 0, data: ":memory:" })
  const meta = `http://127.0.0.1:${sandbox.port}`
  const control = async (method: Method, path: string, body?: unknown) => {
    const answer = await call(method, `${meta}/_sandbox/${path}`, body)
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
    return answer.body
  }
  const port = await freePort()
  const founded = await control("POST", "quickstart", {
    callback_url: `http://127.0.0.1:${port}/webhooks/whatsapp`,
    verify_token: "a-verify-token",
  })
  let aheadMs = 0
  const platform = await testPlatform({
    clock: { now: () => new Date(Date.now() + aheadMs) },
    environment: {
      PORT: String(port),
      META_GRAPH_URL: meta,
      META_APP_ID: founded.app_id,
      META_APP_SECRET: founded.app_secret,
      ...environment,
    },
  })
  await seedNumber(platform, {
    wabaId: founded.waba_id,
    phoneNumberId: founded.phone_number_id,
    accessToken: founded.access_token,
  })
  const server = await startServer(platform)
  const authorization = `Bearer ${platform.apiKey}`
  const api = (method: Method, path: string, body?: unknown) =>
    call(method, `${server.url}/v1/${path}`, body, { authorization })
  const conversationOf = async (phone: string) => {
    const { body } = await api("GET", `contacts?phone=${encodeURIComponent(`+${phone}`)}`)
    const contactId = body.data[0]?.id
    return contactId && (await api("GET", `conversations?contact_id=${contactId}`)).body.data[0]
  }
  return {
    platform,
    control,
    api,
    conversationOf,
    advance: (ms: number) => {
      aheadMs += ms
    },
    /** A person sends a file, or anything else. */
    write: (phone: string, type: string, what: object) =>
      control("POST", `people/${phone}/messages`, { to: founded.phone_number_id, type, [type]: what }),
    /** What became of the file that the person sent last. */
    async mediaOf(phone: string) {
      const conversation = await conversationOf(phone)
      if (!conversation) return undefined
      const { body } = await api("GET", `conversations/${conversation.id}/messages`)
      return thread.parse(body).data[0]?.media
    },
    async download(id: string, more: Record<string, string> = {}) {
      const answer = await request(`${server.url}/v1/conversation-media/${id}`, {
        headers: { authorization, ...more },
      })
      return {
        status: answer.statusCode,
        headers: answer.headers,
        bytes: Buffer.from(await answer.body.arrayBuffer()),
      }
    },
    async close() {
      await server.close()
      await platform.close()
      await sandbox.close()
    },
  }
}
type Chat = Awaited<ReturnType<typeof openChat>>
let people = 0
const newPhone = () => `1650555${2000 + people++}`
const eventually = { timeout: 20_000 }
const picture = randomBytes(300_000)

/** Sends a picture, waits until it is here, and gives it. */
async function fetchedPicture(chat: Chat, phone = newPhone()) {
  await chat.write(phone, "image", { data: picture.toString("base64"), mime_type: "image/png" })
  await expect.poll(() => chat.mediaOf(phone), eventually).toMatchObject({ state: "fetched" })
  const media = await chat.mediaOf(phone)
  return { phone, id: media?.id ?? "" }
}

describe("a file that someone sends", () => {
  let chat: Chat
  beforeAll(async () => {
    chat = await openChat()
  })
  afterAll(() => chat.close())
  const fileOf = (id: string) =>
    join(chat.platform.config.dataDir, "files/media", chat.platform.workspaceId, id)

  it("is fetched soon, and downloaded as it was sent", async () => {
    const { phone, id } = await fetchedPicture(chat)
    expect(await chat.mediaOf(phone)).toMatchObject({ mime_type: "image/png", bytes: 300_000, failure: null })
    const { status, headers, bytes } = await chat.download(id)
    expect(status).toBe(200)
    expect(headers).toMatchObject({ "content-type": "image/png", "x-content-type-options": "nosniff" })
    expect(bytes.equals(picture)).toBe(true)
  })

  it.each([
    ["audio", { mime_type: "audio/ogg; codecs=opus", voice: true }, "audio/ogg", "inline"],
    ["video", {}, "video/mp4", "inline"],
    ["sticker", {}, "image/webp", "inline"],
    ["document", { filename: "a.pdf" }, "application/octet-stream", "attachment; filename*=UTF-8''a.pdf"],
    [
      "document",
      { mime_type: "text/html", data: Buffer.from("<script>alert(1)</script>").toString("base64") },
      "application/octet-stream",
      "attachment",
    ],
  ])("(%s %j) reaches a browser as %s, %s", async (type, file, contentType, disposition) => {
    const phone = newPhone()
    await chat.write(phone, type, file)
    await expect.poll(() => chat.mediaOf(phone), eventually).toMatchObject({ state: "fetched" })
    const { headers } = await chat.download((await chat.mediaOf(phone))?.id ?? "")
    expect(headers["content-type"]).toBe(contentType)
    expect(headers["content-disposition"]).toContain(disposition)
    expect(headers["content-security-policy"]).toBe("default-src 'none'; sandbox")
  })

  it("is played from any second: a browser asks for parts of it", async () => {
    const { id } = await fetchedPicture(chat)
    const part = await chat.download(id, { range: "bytes=1000-1999" })
    expect(part).toMatchObject({
      status: 206,
      headers: {
        "content-range": "bytes 1000-1999/300000",
        "content-length": "1000",
        "content-type": "image/png",
      },
    })
    expect(part.bytes.equals(picture.subarray(1000, 2000))).toBe(true)
    expect(await chat.download(id, { range: "bytes=300000-" })).toMatchObject({
      status: 416,
      headers: { "content-range": "bytes */300000" },
    })
  })

  it("is not there for a message without one", async () => {
    const phone = newPhone()
    await chat.write(phone, "text", { body: "Hello" })
    await expect.poll(() => chat.mediaOf(phone), eventually).toBeNull()
  })

  it("is another workspace's secret", async () => {
    const { id } = await fetchedPicture(chat)
    const { platform } = chat
    const other = await platform.db.system((tx) =>
      tx
        .insertInto("workspaces")
        .values({ name: "Other", created_at: new Date() })
        .returning("id")
        .executeTakeFirstOrThrow(),
    )
    const seen = await platform.db.workspace(other.id, (tx) =>
      tx.selectFrom("conversation_media").select("id").where("id", "=", id).execute(),
    )
    expect(seen).toEqual([])
    expect((await chat.download("0199a7c4-0000-7000-8000-000000000000")).status).toBe(404)
  })

  it("that Meta does not give is tried again until it does, and the thread says why it is not here", async () => {
    const phone = newPhone()
    const { id: failure } = await chat.control("POST", "failures", {
      kind: "error",
      code: 131000,
      match: { edge: "" },
    })
    await chat.write(phone, "image", {})
    const refused = {
      state: "waiting",
      failure: { code: "meta_refused", message: "Meta did not give the file." },
    }
    await expect.poll(() => chat.mediaOf(phone), eventually).toMatchObject(refused)
    const { id } = (await chat.mediaOf(phone)) ?? { id: "" }
    expect(await chat.download(id)).toMatchObject({ status: 409 })
    await chat.control("DELETE", `failures/${failure}`)
    chat.advance(5_000)
    await expect
      .poll(() => chat.mediaOf(phone), eventually)
      .toMatchObject({ state: "fetched", failure: null })
  })

  it("can be asked for again at once", async () => {
    const phone = newPhone()
    const { id: failure } = await chat.control("POST", "failures", { kind: "reset", match: { edge: "" } })
    await chat.write(phone, "image", {})
    const unreachable = { state: "waiting", failure: { code: "meta_unreachable" } }
    await expect.poll(() => chat.mediaOf(phone), eventually).toMatchObject(unreachable)
    const { id } = (await chat.mediaOf(phone)) ?? { id: "" }
    await chat.platform.db.system((tx) =>
      tx
        .updateTable("conversation_media")
        .set({ try_after: new Date("2100-01-01") })
        .where("id", "=", id)
        .execute(),
    )
    await chat.control("DELETE", `failures/${failure}`)
    expect(await chat.api("POST", `conversation-media/${id}/fetch`)).toMatchObject({
      status: 202,
      body: { state: "waiting", failure: null },
    })
    await expect.poll(() => chat.mediaOf(phone), eventually).toMatchObject({ state: "fetched" })
    expect((await chat.api("POST", `conversation-media/${id}/fetch`)).body).toMatchObject({
      state: "fetched",
    })
  })

  it("goes when its contact is deleted", async () => {
    const { phone, id } = await fetchedPicture(chat)
    const kept = await fetchedPicture(chat)
    expect(existsSync(fileOf(id))).toBe(true)
    const { contact_id } = await chat.conversationOf(phone)
    expect((await chat.api("DELETE", `contacts/${contact_id}`)).status).toBe(204)
    await deleteAbandonedFiles(chat.platform)
    expect(existsSync(fileOf(id))).toBe(false)
    expect(existsSync(fileOf(kept.id))).toBe(true)
    expect((await chat.download(id)).status).toBe(404)
  })

  it("of a contact who was deleted while it was fetched does not stay", async () => {
    const phone = newPhone()
    const { id: failure } = await chat.control("POST", "failures", {
      kind: "timeout",
      match: { edge: "" },
      times: 1,
    })
    await chat.write(phone, "image", {})
    const asked = async () =>
      (await chat.control("GET", "failures")).data.find(({ id }: { id: string }) => id === failure)
    await expect.poll(asked, eventually).toMatchObject({ hits: 1 })
    const { id } = (await chat.mediaOf(phone)) ?? { id: "" }
    const { contact_id } = await chat.conversationOf(phone)
    await chat.api("DELETE", `contacts/${contact_id}`)
    const [abandoned] = await chat.platform.db.system((tx) =>
      tx.selectFrom("abandoned_files").selectAll().execute(),
    )
    expect(abandoned?.file).toBe(`media/${chat.platform.workspaceId}/${id}`)
    // Later than any file takes to be fetched.
    expect(abandoned?.delete_after.getTime()).toBeGreaterThan(Date.now() + hourMs / 2)
    await chat.control("DELETE", "failures")
  })

  it("that Meta does not keep any more has failed for good", async () => {
    const phone = newPhone()
    const { id: failure } = await chat.control("POST", "failures", {
      kind: "error",
      code: 131000,
      match: { edge: "" },
    })
    await chat.write(phone, "image", {})
    await expect
      .poll(() => chat.mediaOf(phone), eventually)
      .toMatchObject({ failure: { code: "meta_refused" } })
    chat.advance(7 * 24 * hourMs)
    await expect
      .poll(() => chat.mediaOf(phone), eventually)
      .toMatchObject({ state: "failed", failure: { code: "expired" } })
    await chat.control("DELETE", `failures/${failure}`)
    const { id } = (await chat.mediaOf(phone)) ?? { id: "" }
    expect(await chat.api("POST", `conversation-media/${id}/fetch`)).toMatchObject({ status: 409 })
  })
})

describe("with a bucket, a file that someone sends", () => {
  let chat: Chat
  let bucket: BucketServer
  beforeAll(async () => {
    bucket = await openBucketServer()
    chat = await openChat(bucket.environment)
  })
  afterAll(async () => {
    await chat.close()
    await bucket.close()
  })

  it("is kept there, downloaded from there, and goes from there with its contact", async () => {
    const { phone, id } = await fetchedPicture(chat)
    const key = `media/${chat.platform.workspaceId}/${id}`
    expect([...bucket.files.keys()]).toEqual([key])
    expect((await chat.download(id)).bytes.equals(picture)).toBe(true)
    const { contact_id } = await chat.conversationOf(phone)
    await chat.api("DELETE", `contacts/${contact_id}`)
    bucket.failure = { status: 503, code: "SlowDown" }
    await deleteAbandonedFiles(chat.platform)
    expect(bucket.files.size).toBe(1)
    bucket.failure = undefined
    await chat.platform.db.system((tx) =>
      tx
        .updateTable("abandoned_files")
        .set({ delete_after: new Date(0) })
        .execute(),
    )
    await deleteAbandonedFiles(chat.platform)
    expect(bucket.files.size).toBe(0)
  })

  it("waits while the bucket refuses", async () => {
    bucket.failure = { status: 503, code: "SlowDown" }
    const phone = newPhone()
    await chat.write(phone, "image", {})
    await expect
      .poll(() => chat.mediaOf(phone), eventually)
      .toMatchObject({
        state: "waiting",
        failure: { code: "store_failed", detail: expect.stringContaining("SlowDown") },
      })
    bucket.failure = undefined
    chat.advance(5_000)
    await expect.poll(() => chat.mediaOf(phone), eventually).toMatchObject({ state: "fetched" })
  })
})
