import { readFile } from "node:fs/promises"
import { PassThrough } from "node:stream"
import { pipeline } from "node:stream/promises"
import pg from "pg"
import { from as copyFrom, to as copyTo } from "pg-copy-streams"
import { z } from "zod"
import { onInstallation } from "./measuring/installation.ts"
import { report } from "./measuring/report.ts"

const rows = Number(process.env.IMPORT_ROWS ?? 200_000)
/** What an import with consent writes of each row. */
const tables = ["contacts", "subscriptions", "consent_records"] as const

const progress = z.object({ id: z.string(), state: z.string(), rows_created: z.number() })

/**
 * A file of people with consent through the API, until all of them are there; and the very rows that it wrote, copied by
 * `COPY` into copies of their tables with the same indexes.
 */
export async function benchImport(): Promise<boolean> {
  return onInstallation({}, async (installation) => {
    const { api } = installation
    const { groupId } = await installation.connectNumber("HIGH")
    const before = await installation.processorTime()
    const start = performance.now()
    await installation.importSubscribers(groupId, rows)
    const importSeconds = (performance.now() - start) / 1000
    const after = await installation.processorTime()
    const peakMb = await peakMegabytes(installation.server.pid)
    const copySeconds = await copy(installation.databaseUrl)
    const copied = await installation.processorTime()
    const [server, postgres] = [after.server - before.server, after.postgres - before.postgres]
    const microseconds = (seconds: number) => (seconds / rows) * 1e6
    const imports = await api.get("/v1/imports", z.object({ data: z.array(progress) }))
    if (imports.data[0]?.rows_created !== rows) throw new Error("Not all rows were imported.")
    return report("import", [
      {
        name: `${rows.toLocaleString("en")} rows with consent`,
        value: rows / importSeconds,
        unit: "rows/s",
        bound: { atLeast: 8_000 },
      },
      { name: "COPY into the same tables and indexes", value: rows / copySeconds, unit: "rows/s" },
      { name: "of COPY", value: copySeconds / importSeconds, unit: "", bound: { atLeast: 0.25 } },
      // Less than the clock these depend on what else the machine does.
      { name: "processor time of the server", value: microseconds(server), unit: "µs a row" },
      { name: "processor time of PostgreSQL", value: microseconds(postgres), unit: "µs a row" },
      {
        name: "processor time of COPY",
        value: microseconds(copied.postgres - after.postgres),
        unit: "µs a row",
      },
      { name: "the server's peak", value: peakMb, unit: "MB" },
    ])
  })
}

/** The most memory that a process had at once, as Linux tells it. */
async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8")
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024
}

/** @returns seconds */
async function copy(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    let seconds = 0
    for (const table of tables) {
      await client.query(`CREATE TABLE copied_${table} (LIKE ${table} INCLUDING ALL)`)
      const bytes = await gather(client, table)
      const start = performance.now()
      const into = client.query(copyFrom(`COPY copied_${table} FROM STDIN (FORMAT binary)`))
      const source = new PassThrough()
      source.end(bytes)
      await pipeline(source, into)
      seconds += (performance.now() - start) / 1000
    }
    return seconds
  } finally {
    await client.end()
  }
}

async function gather(client: pg.Client, table: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of client.query(copyTo(`COPY ${table} TO STDOUT (FORMAT binary)`)))
    pieces.push(piece)
  return Buffer.concat(pieces)
}
