/** What programs cost, as Linux tells it in /proc. */
import { readFile } from "node:fs/promises"
import pg from "pg"

/** Linux counts a process's time in hundredths of a second. */
const ticksPerSecond = 100

interface ProcessStat {
  parent: number
  /** Of all its threads together. */
  seconds: number
  /** Of its children that have ended. */
  endedSeconds: number
}

async function statOf(pid: number): Promise<ProcessStat> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8")
  // The name before it stands in brackets, and may have some of its own.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const seconds = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) / ticksPerSecond
  return { parent: Number(fields[1]), seconds: seconds(11), endedSeconds: seconds(13) }
}

/** Seconds of processor time that the process has used, all its threads together. */
export async function processorSeconds(pid: number): Promise<number> {
  return (await statOf(pid)).seconds
}

/** Seconds of processor time that the process and its children have used, those that have ended, too. */
export async function processorSecondsWithChildren(pid: number): Promise<number> {
  for (;;) {
    const before = await statOf(pid)
    const pids = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ")
    const children = await Promise.all(
      pids.filter((child) => child !== "").map((child) => statOf(Number(child)).catch(() => undefined)),
    )
    const after = await statOf(pid)
    // A child that ended meanwhile would be counted twice, or not at all.
    if (after.endedSeconds !== before.endedSeconds || children.includes(undefined)) continue
    return children.reduce((sum, child) => sum + (child?.seconds ?? 0), after.seconds + after.endedSeconds)
  }
}

/** The process that all others of a PostgreSQL on this machine are children of. */
export async function postmasterOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")
    return (await statOf(rows[0]?.pid ?? 0)).parent
  } finally {
    await client.end()
  }
}
