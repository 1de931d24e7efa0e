import { isRace, patiently, sql, troubleOf } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { startLeasedWork } from "../../platform/leased-work/index.ts"
import { endImport, importsChannel, startImport } from "./progress.ts"
import { runImport } from "./run-import.ts"
import { runUndo } from "./undo.ts"

interface DueImport {
  id: string
  workspace_id: string
  state: string
}

/** Imports that this process has at once: one writes while another reads; more would keep the lanes of messages from the database. */
const mostAtOnce = 2

/** How long an import has a worker while those of other workspaces wait. */
const turnMs = 15_000

/** Runs queued imports, and continues with those whose worker died: each under a lease, so that one worker has it. */
export function startImports(platform: Platform): { stop(): Promise<void> } {
  return startLeasedWork<DueImport>(platform, {
    name: "import",
    pollMs: 1_000,
    channel: importsChannel,
    mostAtOnce,
    due: () => dueImports(platform),
    run: (due, signal) => endBroken(platform, due, () => patiently(() => goOn(platform, due, signal))),
  })
}

/**
 * Imports that want a worker: the oldest of each workspace, then the next of each, so that none waits for all files of another. Of
 * those the one whose last turn is longest ago.
 */
export function dueImports({ db }: Pick<Platform, "db">): Promise<DueImport[]> {
  return db.system((tx) =>
    tx
      .selectFrom("imports")
      .select(["id", "workspace_id", "state"])
      .where("state", "in", ["queued", "running", "undoing"])
      .orderBy(sql`row_number() OVER (PARTITION BY workspace_id ORDER BY id)`)
      .orderBy("turn_at", (order) => order.asc().nullsFirst())
      .orderBy("id")
      .limit(100)
      .execute(),
  )
}

// Done by nobody in particular: the audit log has the import. A record for each of its contacts would make it ten times
// as slow (100,000 contacts in one statement: 3 s without, 35 s with, measured).
async function goOn(
  platform: Platform,
  { id, workspace_id, state }: DueImport,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock } = platform
  if (state === "undoing") return runUndo(platform, { id, workspaceId: workspace_id }, signal)
  const started = await db.workspace(workspace_id, (tx) => startImport(tx, id, clock.now()))
  if (!started) return
  const turn = startTurn(platform, { id, workspace_id })
  try {
    await runImport(platform, started, AbortSignal.any([signal, turn.over]))
  } finally {
    turn.end()
  }
}

/** Says when an import has had its turn, and another workspace waits for one. */
function startTurn(
  platform: Platform,
  { id, workspace_id }: Pick<DueImport, "id" | "workspace_id">,
): { over: AbortSignal; end(): void } {
  const turn = new AbortController()
  const timer = setInterval(async () => {
    const due = await dueImports(platform).catch(() => [])
    const workspaces = new Set(due.map((each) => each.workspace_id)).size
    const isFirst = due.find((each) => each.workspace_id === workspace_id)?.id === id
    if (workspaces > mostAtOnce || (workspaces > 1 && !isFirst)) turn.abort()
  }, turnMs)
  return { over: turn.signal, end: () => clearInterval(timer) }
}

/** Fails the import when it breaks for a reason that will not pass by itself. */
async function endBroken(
  { db, clock }: Platform,
  { id, workspace_id }: DueImport,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (troubleOf(error) !== "passing" && !isRace(error)) {
      await db.workspace(workspace_id, (tx) => endImport(tx, id, { failure: broken, now: clock.now() }))
    }
    throw error
  }
}

const broken = {
  code: "interrupted",
  message: "Something went wrong on our side. What was imported stays; upload the file again.",
}
