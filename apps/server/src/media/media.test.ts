/** Files of the library, from their upload to the phone; what Meta has is asked of the sandbox. */
import { request } from "node:http"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startDispatcher } from "../messaging/lane/dispatcher.ts"
import { messagesRoutes } from "../messaging/routes.ts"
import { messagesOn, openWindow } from "../messaging/testing/open-window.ts"
import { sql } from "../platform/database/index.ts"
import { type Office, openOffice } from "../templates/testing/template-fixture.ts"
import { insertNumber } from "../testing/seed.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../workspaces/index.ts"
import { mediaRoutes } from "./routes.ts"
import { startUploading } from "./uploads/upload-files.ts"

let office: Office
let numberId: string
const working: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  office = await openOffice({ more: [messagesRoutes, mediaRoutes] })
  const { db, workspaceId, clock } = office.platform
  const now = clock.now()
  numberId = await db.workspace(workspaceId, (tx) =>
    insertNumber(tx, {
      workspaceId,
      accountId: office.accountId,
      phoneNumberId: office.phoneNumberId,
      registeredAt: now,
      now,
    }),
  )
  working.push(startDispatcher(office.platform), startUploading(office.platform))
})
afterAll(async () => {
  await Promise.all(working.map((one) => one.stop()))
  await office.close()
})

const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)
let pictures = 0
/** A picture that no other is like. */
const picture = () => Buffer.concat([dot, Buffer.from(`${pictures++}`)])
const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n")

const upload = (bytes: Uint8Array, name: string, mimeType = "application/octet-stream") =>
  office.upload(bytes, mimeType, `media?file_name=${encodeURIComponent(name)}`)
const kept = async () => (await upload(picture(), "sale.png")).body.id as string

describe("a file of the library", () => {
  it("is what its bytes are, and is there once", async () => {
    const bytes = picture()
    const first = await upload(bytes, "../Sale.PNG", "image/png")
    expect(first).toMatchObject({
      status: 201,
      body: {
        name: "Sale.PNG",
        kind: "image",
        mime_type: "image/png",
        bytes: bytes.length,
        width: 1,
        height: 1,
      },
    })
    const again = await upload(bytes, "other.png")
    expect([again.status, again.body]).toEqual([200, first.body])
    const { body: list } = await office.api("GET", "media?search=sale&kind=image")
    expect(list.data).toContainEqual(first.body)
  })

  it("is downloaded as it was uploaded, and what a browser could run as bytes of no type", async () => {
    const { url, headers } = await fileOf((await upload(pdf, "menu.pdf")).body.id)
    const answer = await fetch(url, { headers })
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf)
    expect(answer.headers.get("content-type")).toBe("application/octet-stream")
    expect(answer.headers.get("content-disposition")).toContain("attachment")
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff")
    const part = await fetch(url, { headers: { ...headers, range: "bytes=0-4" } })
    expect([part.status, await part.text()]).toEqual([206, "%PDF-"])
  })

  it("is renamed, with the ending of what it is", async () => {
    const id = await kept()
    const { body: before } = await office.api("GET", `media/${id}`)
    const renamed = await office.api("PATCH", `media/${id}`, {
      name: "spring.svg",
      revision: before.revision,
    })
    expect(renamed.body).toMatchObject({ name: "spring.svg.png", revision: before.revision + 1 })
    const late = await office.api("PATCH", `media/${id}`, { name: "summer", revision: before.revision })
    expect(late.status).toBe(409)
  })

  it("goes with its bytes when it is deleted", async () => {
    const id = await kept()
    expect((await office.api("DELETE", `media/${id}`)).status).toBe(204)
    expect((await office.api("GET", `media/${id}`)).status).toBe(404)
    const { rows } = await office.platform.db.system((tx) =>
      sql<{ files: number }>`SELECT count(*)::int AS files FROM abandoned_files
        WHERE file LIKE 'library/%' AND delete_after <= now()`.execute(tx),
    )
    expect(rows).toEqual([{ files: 1 }])
  })

  it.each([
    ["an SVG", "<svg onload='alert(1)'/>", "a.svg", "image/svg+xml", 415, "unsupported_media_type"],
    [
      "HTML under another name",
      "<html><script>alert(1)</script>",
      "a.png",
      "image/png",
      422,
      "invalid_request",
    ],
    ["HTML without a type", "<html>", "a.txt", "application/octet-stream", 415, "unsupported_media_type"],
    ["nothing", "", "a.png", "image/png", 422, "invalid_request"],
  ])("is not %s", async (_, text, name, mimeType, status, code) => {
    const refused = await upload(Buffer.from(text), name, mimeType)
    expect(refused).toMatchObject({ status, body: { error: { code, field: "body" } } })
  })

  it("is not larger than Meta takes, which is said before all of it has come", async () => {
    const picture = await upload(Buffer.concat([dot, Buffer.alloc(5 * 1024 * 1024)]), "large.png")
    expect(picture).toMatchObject({ status: 413, body: { error: { code: "too_large" } } })
    expect(await statusOfAnnounced(200 * 1024 * 1024)).toBe(413)
  })

  it("of another workspace is not there", async () => {
    const id = await kept()
    const other = generateApiKey()
    const { db, clock } = office.platform
    await db.system(async (tx) => {
      const now = clock.now()
      const { id: workspaceId } = await createWorkspace(tx, "Other", now)
      await storeApiKey(tx, { workspaceId, name: "Other", secret: other, now })
    })
    for (const path of [`media/${id}`, `media/${id}/file`, `media/${id}/uses`])
      expect((await office.api("GET", path, undefined, other)).status).toBe(404)
    expect((await office.api("DELETE", `media/${id}`, undefined, other)).status).toBe(404)
  })
})

describe("a message with a file of the library", () => {
  const test = (message: object, to: string) =>
    office.api("POST", "messages/test", { number_id: numberId, to, content: { kind: "free_form", message } })
  const image = (id: string) => ({ type: "image", image: { id, caption: "New" } })

  it("shows what Meta was given once, whatever the number of messages", async () => {
    const id = await kept()
    const phones = ["+4915110001001", "+4915110001002", "+4915110001003"]
    for (const phone of phones) await openWindow(office, numberId, phone)
    const sent = []
    for (const phone of phones) sent.push((await test(image(`library:${id}`), phone)).body.id)
    const state = async (messageId: string) => (await office.api("GET", `messages/${messageId}`)).body.status
    for (const messageId of sent)
      await expect.poll(() => state(messageId), { timeout: 15_000 }).not.toMatch(/queued|failed|dropped/)
    const { body: file } = await office.api("GET", `media/${id}`)
    expect(file.uploads).toEqual([
      { number_id: numberId, state: "ready", expires_at: expect.any(String), failure: null },
    ])
    const metaIds = await Promise.all(phones.map((phone) => shownOn(phone)))
    expect(new Set(metaIds).size).toBe(1)
    const { body: info } = await office.graph("GET", `${metaIds[0]}`)
    expect(info).toMatchObject({ mime_type: "image/png", file_size: file.bytes })
  })

  it("is refused where the file is not there, is of another kind, or is chosen by Liquid", async () => {
    const refusal = async (message: object) => {
      const { status, body } = await test(message, "+4915110001001")
      return [status, body.error.code, body.error.field]
    }
    const at = ["invalid_request", "content.message.image.id"]
    expect(await refusal(image("library:0190b0f0-0000-7000-8000-000000000000"))).toEqual([422, ...at])
    expect(await refusal(image("library:{{ contact.city }}"))).toEqual([422, ...at])
    const { body: paper } = await upload(Buffer.concat([pdf, Buffer.from("2")]), "menu.pdf")
    expect(await refusal(image(`library:${paper.id}`))).toEqual([422, ...at])
  })

  it.each([
    "https://10.1.2.3/a.png",
    "http://[fd00::1]/a.png",
    "http://169.254.169.254/latest",
    "https://files.internal/a.png",
    "http://0x0a000001/a.png",
  ])("is refused where Meta cannot fetch it: %s", async (link) => {
    const { status, body } = await test({ type: "image", image: { link } }, "+4915110001001")
    expect([status, body.error.field]).toEqual([422, "content.message.image.link"])
  })

  it("keeps the file from being deleted while it waits", async () => {
    const id = await kept()
    await openWindow(office, numberId, "+4915110001009")
    const { db } = office.platform
    await db.system((tx) => sql`UPDATE sources SET state = 'paused' WHERE kind = 'test'`.execute(tx))
    const { body } = await test(image(`library:${id}`), "+4915110001009")
    const { body: uses } = await office.api("GET", `media/${id}/uses`)
    expect(uses.data).toEqual([{ kind: "message", id: body.id, name: null }])
    const refused = await office.api("DELETE", `media/${id}`)
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "conflict", uses: uses.data } } })
    await db.system((tx) => sql`UPDATE sources SET state = 'active' WHERE kind = 'test'`.execute(tx))
  })
})

/** Meta's id of the picture that a phone got. */
async function shownOn(phone: string): Promise<string> {
  const [first] = await messagesOn(office, phone)
  return first.message.image.id
}

/** What is answered to an upload of which nothing but its length has come. */
function statusOfAnnounced(bytes: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const upload = request(`${office.url}/v1/media`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${office.platform.apiKey}`,
        "content-type": "application/pdf",
        "content-length": bytes,
      },
    })
    upload.once("error", reject).once("response", (answer) => {
      resolve(answer.statusCode)
      upload.removeAllListeners("error").on("error", () => undefined)
      upload.destroy()
    })
    upload.flushHeaders()
  })
}

async function fileOf(id: string) {
  const { apiKey } = office.platform
  return { url: `${office.url}/v1/media/${id}/file`, headers: { authorization: `Bearer ${apiKey}` } }
}
