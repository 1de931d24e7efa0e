import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { afterAll, afterEach, beforeAll, expect, it } from "vitest"
import { testPlatform } from "../testing/platform.ts"
import { duplicateTemplate, submitTemplate } from "./submission/submission.ts"
import { syncTemplates } from "./sync/sync.ts"

const png = Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n\x1a\n"), Buffer.alloc(64)])
const body = { type: "BODY", text: "Your order looks like this." } as const
const picture = (...header_handle: string[]) =>
  ({ type: "HEADER", format: "IMAGE", example: { header_handle } }) as const

type Answer = (response: ServerResponse, request: IncomingMessage) => void

/** Answers as a Graph API that shows these templates, and files of its own as `file` says. */
let shown: { name: string; components: object[] }[]
let file: Answer
let submitted: unknown[]
let asked: string[]

let meta: Server
let stranger: Server
let metaUrl: string
let strangerUrl: string
let platform: Awaited<ReturnType<typeof testPlatform>>
let account: { workspaceId: string; businessAccountId: string }

beforeAll(async () => {
  stranger = createServer((request, response) => {
    asked.push(`stranger ${request.url}`)
    response.end(png)
  })
  strangerUrl = await listen(stranger)
  meta = createServer((request, response) => void answer(request, response))
  metaUrl = await listen(meta)
  platform = await testPlatform({ environment: { META_GRAPH_URL: metaUrl } })
  const { workspaceId, db, secrets, clock } = platform
  const now = clock.now()
  const { id } = await db.workspace(workspaceId, (tx) =>
    tx
      .insertInto("business_accounts")
      .values({
        workspace_id: workspaceId,
        waba_id: "102",
        name: "Lucky Shrub",
        sealed_token: secrets.seal("EAAT", "102"),
        token_scopes: [],
        connected_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  account = { workspaceId, businessAccountId: id }
})
afterAll(async () => {
  await platform.close()
  for (const server of [meta, stranger]) {
    server.closeAllConnections()
    server.close()
  }
})
afterEach(() => platform.db.system((tx) => tx.deleteFrom("templates").execute()))

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("no port")
  return `http://127.0.0.1:${address.port}`
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "", metaUrl)
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  if (pathname.startsWith("/files/")) {
    asked.push(pathname)
    file(response, request)
    return
  }
  const reply = (value: unknown) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value))
  if (pathname.endsWith("/uploads")) reply({ id: "upload:1" })
  else if (pathname.includes("upload:1")) reply({ h: "4::again" })
  else if (request.method === "POST") {
    submitted.push(JSON.parse(Buffer.concat(pieces).toString()))
    reply({ id: String(submitted.length), status: "PENDING" })
  } else {
    const data = shown.map((one, index) => ({
      id: `9${index}`,
      language: "en_US",
      category: "MARKETING",
      status: "APPROVED",
      ...one,
    }))
    reply({ data })
  }
}

/** Makes the account's templates what Meta shows, among them `original`, and copies that one. */
async function copyOf(components: object[], serve: Answer = (response) => response.end(png)) {
  shown = [{ name: "original", components }]
  file = serve
  submitted = []
  asked = []
  await syncTemplates(platform, account.workspaceId, account.businessAccountId)
  const { id } = await platform.db.workspace(account.workspaceId, (tx) =>
    tx.selectFrom("templates").select("id").where("name", "=", "original").executeTakeFirstOrThrow(),
  )
  return duplicateTemplate(platform, account.workspaceId, id, { name: "copy" })
}

const submit = (name: string, ...components: ReturnType<typeof picture>[]) =>
  submitTemplate(platform, account, {
    name,
    language: "en_US",
    category: "UTILITY",
    components: [...components, body],
  })

it("is fetched where Meta shows it and uploaded again, in every card of a carousel", async () => {
  const card = (name: string) => ({
    components: [
      picture(`${metaUrl}/files/${name}`),
      { type: "BODY", text: "One of our plants." },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Tell me more" }] },
    ],
  })
  await copyOf([body, { type: "CAROUSEL", cards: [card("a"), card("b")] }])
  expect(asked.toSorted()).toEqual(["/files/a", "/files/b"])
  expect(JSON.stringify(submitted)).not.toContain("/files/")
  expect(JSON.stringify(submitted).match(/4::again/g)).toHaveLength(2)
})

it("is not what a button or a text of a template names", async () => {
  const link = `${metaUrl}/files/link`
  const buttons = [{ type: "URL", text: "Open", url: link }]
  await copyOf([
    { ...body, text: `See ${link} for it.` },
    { type: "BUTTONS", buttons },
  ])
  await expect(submit("curious", picture(link))).rejects.toMatchObject({
    code: "invalid_request",
    field: "components",
  })
  expect(asked).toEqual([])
})

it("is not what a member wrote into a template that Meta has not shown yet", async () => {
  const address = `${metaUrl}/files/written`
  await copyOf([body])
  const { template } = await submit("written", picture("4::a"))
  await platform.db.workspace(account.workspaceId, (tx) =>
    tx
      .updateTable("templates")
      .set({ components: JSON.stringify([picture(address), body]) })
      .where("id", "=", template.id)
      .execute(),
  )
  await expect(submit("curious", picture(address))).rejects.toMatchObject({ code: "invalid_request" })
  expect(asked).toEqual([])
})

it("is fetched from Meta's hosts alone, whatever is shown", async () => {
  await expect(copyOf([picture(`${strangerUrl}/secret`), body])).rejects.toMatchObject({
    code: "invalid_request",
    field: "components",
  })
  expect(asked).toEqual([])
  expect(submitted).toEqual([])
})

it("is not fetched from where an answer redirects to", async () => {
  const redirect: Answer = (response) => response.writeHead(302, { location: `${strangerUrl}/secret` }).end()
  await expect(copyOf([picture(`${metaUrl}/files/moved`), body], redirect)).rejects.toMatchObject({
    code: "meta_unreachable",
  })
  expect(asked).toEqual(["/files/moved"])
})

it("is given up when it is larger than its header's file may be", async () => {
  let sent = 0
  const hungUp = new Promise<void>((resolve) => {
    file = (response) => {
      const piece = Buffer.concat([png, Buffer.alloc(64 * 1024)])
      const write = () => {
        while (!response.destroyed && response.write(piece)) sent += piece.length
      }
      response.writeHead(200).on("drain", write).on("close", resolve)
      write()
    }
  })
  await expect(copyOf([picture(`${metaUrl}/files/endless`), body], file)).rejects.toMatchObject({
    code: "meta_unreachable",
  })
  await hungUp
  // An image has 5 MB at most; what is over is in the sockets' buffers of both ends.
  expect(sent).toBeLessThan(24 * 1024 * 1024)
})
