import { createHash } from "node:crypto"
import { createServer, type ServerResponse } from "node:http"
import { buffer } from "node:stream/consumers"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { applyWebhooks } from "../../connect/webhooks/apply-webhooks.ts"
import { steppedClock } from "../../platform/clock.ts"
import { inboundWebhook } from "../../testing/messages-webhook.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { startFetchingFiles } from "./fetch-files.ts"
import { retryDelayMs } from "./media-rows.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
const bytes = Buffer.from("a picture")
const sha256 = createHash("sha256").update(bytes).digest("hex")

/** Meta, which answers what a test wants of the file `m1`, and of where it lies. */
const meta = createServer((request, response) => {
  asked.push(request.url ?? "")
  if (request.url?.startsWith("/file")) answerFile(response)
  else answerInfo(response)
})
const asked: string[] = []
let base = ""
let info: object = {}
const usualInfo = () => ({
  id: "m1",
  url: `${base}/file`,
  mime_type: "image/png",
  sha256,
  file_size: bytes.length,
})
const giveInfo = (response: ServerResponse) =>
  response.setHeader("content-type", "application/json").end(JSON.stringify({ ...usualInfo(), ...info }))
const giveFile = (response: ServerResponse) => response.setHeader("content-type", "image/png").end(bytes)
let answerInfo: (response: ServerResponse) => unknown = giveInfo
let answerFile: (response: ServerResponse) => unknown = giveFile

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  meta.listen(0, "127.0.0.1", resolve)
  await listening
  const address = meta.address()
  base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
  platform = await testPlatform({ clock, environment: { META_GRAPH_URL: base } })
  await seedNumber(platform)
})
afterEach(async () => {
  info = {}
  answerInfo = giveInfo
  answerFile = giveFile
  asked.length = 0
  await platform.db.system((tx) => tx.deleteFrom("inbound_messages").execute())
})
afterAll(async () => {
  await platform.close()
  meta.closeAllConnections()
  meta.close()
})

let messages = 0
const sendPicture = () =>
  applyWebhooks(platform, [
    inboundWebhook({
      from: "16505551234",
      id: `wamid.${messages++}`,
      at: clock.now(),
      type: "image",
      image: { id: "m1" },
    }),
  ])
const media = () =>
  platform.db.system((tx) => tx.selectFrom("conversation_media").selectAll().executeTakeFirst())
const kept = async () => {
  const row = await media()
  const stream = row && (await platform.fileStore.read(`media/${platform.workspaceId}/${row.id}`))
  return stream && (await buffer(stream))
}
/** Has files fetched until `seen` sees what it wants. */
async function fetching(seen: () => Promise<unknown>) {
  const work = startFetchingFiles(platform)
  await seen()
  await work.stop()
}
const becomes = (row: object) => () => expect.poll(media).toMatchObject(row)

describe("a file", () => {
  it("is kept with its size and type", async () => {
    await sendPicture()
    await fetching(
      becomes({
        state: "fetched",
        bytes: bytes.length,
        mime_type: "image/png",
        fetched_at: clock.now(),
        tries: 1,
      }),
    )
    expect(await kept()).toEqual(bytes)
  })

  it("that does not fit Meta's digest is fetched again, and kept as it comes at last", async () => {
    info = { sha256: "0".repeat(64) }
    await sendPicture()
    for (const tries of [1, 2, 3]) {
      // A try is counted when it begins; when the next one is due is known once it is over.
      const try_after = new Date(clock.now().getTime() + retryDelayMs(tries))
      await fetching(becomes({ state: "waiting", failure: "damaged", tries, try_after }))
      expect(await kept()).toBeUndefined()
      clock.advance(retryDelayMs(tries))
    }
    await fetching(becomes({ state: "fetched", failure: null, tries: 4 }))
    expect(await kept()).toEqual(bytes)
  })

  it("larger than any that people can send is not asked for", async () => {
    info = { file_size: 100 * 1024 * 1024 + 1 }
    await sendPicture()
    await fetching(becomes({ state: "failed", failure: "too_large" }))
    expect(asked.filter((url) => url.startsWith("/file"))).toEqual([])
  })

  it("that is longer than Meta says is given up while it comes", async () => {
    answerFile = (response) => response.end(Buffer.alloc(bytes.length + 1))
    await sendPicture()
    await fetching(
      becomes({
        state: "waiting",
        failure: "meta_unreachable",
        failure_detail: "the answer is longer than 9 bytes",
      }),
    )
    expect(await kept()).toBeUndefined()
  })

  it.each(["http://169.254.169.254/latest", "http://localhost:1/file", "https://media.example/m1"])(
    "at %s is not fetched: it is none of Meta's hosts",
    async (url) => {
      info = { url }
      await sendPicture()
      await fetching(becomes({ state: "waiting", failure: "meta_unreachable" }))
      expect((await media())?.failure_detail).toBe("refused to fetch a file from elsewhere than Meta")
    },
  )

  it("of an account whose token was sealed with another key says so", async () => {
    const token = () =>
      platform.db.system((tx) =>
        tx.selectFrom("business_accounts").select("sealed_token").executeTakeFirstOrThrow(),
      )
    const { sealed_token } = await token()
    const seal = (value: Buffer) =>
      platform.db.system((tx) => tx.updateTable("business_accounts").set({ sealed_token: value }).execute())
    await seal(Buffer.from("sealed otherwise"))
    await sendPicture()
    await fetching(becomes({ state: "waiting", failure: "no_access" }))
    await seal(sealed_token)
  })

  it("that is under way when its process stops is given back at once, and fetched by the next", async () => {
    answerInfo = () => undefined
    await sendPicture()
    const work = startFetchingFiles(platform)
    await expect.poll(() => asked.length).toBe(1)
    expect(await media()).toMatchObject({
      state: "waiting",
      try_after: new Date(clock.now().getTime() + 15 * 60_000),
    })
    await work.stop()
    expect(await media()).toMatchObject({ state: "waiting", try_after: clock.now(), tries: 0 })
    answerInfo = giveInfo
    await fetching(becomes({ state: "fetched" }))
  })

  it("of a process that died is fetched a quarter of an hour later", async () => {
    await sendPicture()
    const died = { try_after: new Date(clock.now().getTime() + 15 * 60_000), tries: 1 }
    await platform.db.system((tx) => tx.updateTable("conversation_media").set(died).execute())
    clock.advance(15 * 60_000)
    await fetching(becomes({ state: "fetched", tries: 2 }))
  })

  it("whose message goes while it comes leaves nothing behind", async () => {
    const { promise: mayCome, resolve: letCome } = Promise.withResolvers<void>()
    answerFile = (response) => mayCome.then(() => giveFile(response))
    await sendPicture()
    const id = (await media())?.id
    await fetching(async () => {
      await expect.poll(() => asked.length).toBe(2)
      await platform.db.system((tx) => tx.deleteFrom("inbound_messages").execute())
      const deleted: string[] = []
      const { fileStore } = platform
      const take = fileStore.delete.bind(fileStore)
      fileStore.delete = async (key) => {
        await take(key)
        deleted.push(key)
      }
      letCome()
      await expect.poll(() => deleted).toEqual([`media/${platform.workspaceId}/${id}`])
      fileStore.delete = take
    })
    expect(await platform.fileStore.read(`media/${platform.workspaceId}/${id}`)).toBeUndefined()
  })
})

it("tries again after 5 seconds first, and after 6 hours at last", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map((tries) => retryDelayMs(tries) / 1_000)).toEqual([
    5, 20, 80, 320, 1_280, 5_120, 20_480, 21_600, 21_600,
  ])
})
