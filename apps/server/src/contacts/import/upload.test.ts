import { connect } from "node:net"
import { Readable } from "node:stream"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { shiftedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { startContacts } from "../testing/installation.ts"
import { forgetFiles } from "./stored-file.ts"
import { storeUpload } from "./upload.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts()
})
afterAll(() => api.close())

let made = 0
const phones = (count: number) =>
  Array.from({ length: count }, () => {
    made += 1
    return `+49151${20_000_000 + made}`
  })

async function newImport(): Promise<string> {
  const { body } = await api.ask("POST", "imports", { file_name: "people.csv" })
  return body.id
}

/** Starts to upload a file and says how long it will be; the rest never comes unless it is written. */
function beginUpload(importId: string, announced: number, text: string) {
  const { port, hostname } = new URL(api.address)
  const socket = connect(Number(port), hostname)
  socket.on("error", () => undefined)
  const head = [
    `PUT /v1/imports/${importId}/file HTTP/1.1`,
    "host: localhost",
    `authorization: Bearer ${api.platform.apiKey}`,
    "content-type: text/csv",
    `content-length: ${announced}`,
  ]
  socket.write(`${head.join("\r\n")}\r\n\r\n${text}`)
  return socket
}

async function chunksOf(importId: string): Promise<number> {
  const { rows } = await api.platform.db.system((tx) =>
    sql<{
      chunks: number
    }>`SELECT count(*) AS chunks FROM import_chunks WHERE import_id = ${importId}`.execute(tx),
  )
  return rows[0]?.chunks ?? 0
}
const untilStored = async (importId: string, chunks: number) => {
  await expect.poll(() => chunksOf(importId), { interval: 10 }).toBeGreaterThanOrEqual(chunks)
}
/** Some 300 bytes a row. */
const wideFile = (rows: number) =>
  `phone,note\n${phones(rows)
    .map((phone) => `${phone},${"x".repeat(280)}\n`)
    .join("")}`

describe("an upload", () => {
  it("is answered when the file is stored, says how large it is, and is imported afterwards", async () => {
    const id = await newImport()
    const file = wideFile(3000)
    const { status, body } = await api.upload(id, file)
    expect(status).toBe(202)
    expect(body).toMatchObject({ state: "queued", bytes_total: file.length, rows_read: 0 })
    expect(await api.ended(id)).toMatchObject({
      state: "completed",
      bytes_read: file.length,
      rows_created: 3000,
      columns: ["phone", "note"],
    })
    expect(await chunksOf(id)).toBe(0)
  })

  it("that is repeated is refused: an import has one file", async () => {
    const { id } = await api.importFile(`phone\n${phones(1)}\n`)
    const { status, body } = await api.upload(id, "phone\n")
    expect([status, body.error.code]).toEqual([409, "conflict"])
  })

  it("to an import of nobody is not found", async () => {
    const other = await api.otherWorkspace()
    const created = await api.ask("POST", "imports", { file_name: "x.csv" }, other.apiKey)
    expect((await api.upload(created.body.id, "phone\n")).status).toBe(404)
  })

  it("that is cut off imports nothing, leaves nothing behind, and can be made again", async () => {
    const id = await newImport()
    const file = wideFile(2000)
    const socket = beginUpload(id, file.length + 1, file)
    await untilStored(id, 2)
    expect((await api.ask("GET", `imports/${id}`)).body.state).toBe("waiting")
    socket.destroy()
    expect(await api.ended(id)).toMatchObject({
      state: "failed",
      failure_code: "upload_interrupted",
      rows_read: 0,
    })
    expect(await chunksOf(id)).toBe(0)
    await api.upload(id, file)
    expect(await api.ended(id)).toMatchObject({ state: "completed", rows_created: 2000 })
  })

  it("takes the place of one that hangs", async () => {
    const id = await newImport()
    const hanging = wideFile(2000)
    const socket = beginUpload(id, hanging.length * 2, hanging)
    await untilStored(id, 2)
    await api.upload(id, `phone\n${phones(1)}\n`)
    const answered = new Promise<string>((heard) => socket.on("data", (bytes) => heard(String(bytes))))
    socket.write(wideFile(1000))
    socket.write("x".repeat(hanging.length))
    expect(await answered).toContain("409 Conflict")
    socket.destroy()
    expect(await api.ended(id)).toMatchObject({ state: "completed", rows_read: 1 })
  })

  it("whose server died is forgotten when nobody has repeated it for a day", async () => {
    const id = await newImport()
    const file = wideFile(2000)
    const socket = beginUpload(id, file.length + 1, file)
    await untilStored(id, 2)
    const hours = (count: number) => shiftedClock(() => count * 3_600_000)
    await forgetFiles({ db: api.platform.db, clock: hours(23) })
    expect(await chunksOf(id)).toBe(2)
    await forgetFiles({ db: api.platform.db, clock: hours(25) })
    expect(await chunksOf(id)).toBe(0)
    socket.destroy()
    await api.ended(id)
  })

  it("that nobody starts is forgotten after seven days, with its file", async () => {
    const { body } = await api.ask("POST", "imports", { file_name: "people.csv", starts_itself: false })
    await api.upload(body.id, "phone\n+4915123456789\n")
    const days = (count: number) => shiftedClock(() => count * 24 * 3_600_000)
    await forgetFiles({ db: api.platform.db, clock: days(6) })
    expect((await api.ask("GET", `imports/${body.id}`)).body.state).toBe("ready")
    await forgetFiles({ db: api.platform.db, clock: days(8) })
    expect((await api.ask("GET", `imports/${body.id}`)).body.state).toBe("canceled")
    expect(await chunksOf(body.id)).toBe(0)
  })

  it("that says it is too large is refused before it is read", async () => {
    const id = await newImport()
    const socket = beginUpload(id, 2 * 1024 ** 3, "phone\n")
    const failed = await api.ended(id)
    expect(failed).toMatchObject({ state: "failed", failure_code: "too_large" })
    socket.destroy()
  })

  it("that turns out too large is refused, and nothing of it is kept", async () => {
    const id = await newImport()
    const target = { workspaceId: api.platform.workspaceId, importId: id }
    const file = Readable.from([Buffer.from(wideFile(3000))], { objectMode: false })
    await expect(storeUpload(api.platform, { ...target, file }, 500_000)).rejects.toMatchObject({
      code: "too_large",
      extra: { failure_code: "too_large" },
    })
    expect(await api.ended(id)).toMatchObject({ state: "failed", failure_code: "too_large" })
    expect(await chunksOf(id)).toBe(0)
  })
})
