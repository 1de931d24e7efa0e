import { execFile, execFileSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { describeTables } from "../../apps/server/src/platform/database/tables.ts"
import { freePort } from "../../apps/server/src/platform/free-port.ts"
import { type Program, startProgram } from "./installation/index.ts"

const root = join(import.meta.dirname, "../..")
const run = promisify(execFile)
const minutesMs = 60_000

/** All that a developer writes for a new noun on the server: a folder and a migration. */
const written: Record<string, string> = {
  "apps/server/migrations/9999_notes.sql": `-- What someone wants to remember.
CREATE TABLE notes (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  title        text NOT NULL,
  created_at   timestamptz NOT NULL
);
CALL protect('notes');
`,
  "apps/server/src/notes/room.ts": `import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { forgetOldNotes, searchNotes } from "./notes.ts"
import { notesRoutes } from "./routes.ts"

const dayMs = 24 * 60 * 60_000

export const room = defineRoom({
  name: "notes",
  tables: ["notes"],
  permissions: { "notes:read": everyRole, "notes:write": ["agent"] },
  routes: [notesRoutes],
  searches: [{ kind: "note", permission: "notes:read", find: searchNotes }],
  chores: (platform) => [
    { what: "forgetting old notes", everyMs: dayMs, work: () => forgetOldNotes(platform) },
  ],
})
`,
  "apps/server/src/notes/notes.ts": `import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"

const keptMs = 365 * 24 * 60 * 60_000

/** Notes by title. */
export function searchNotes(tx: Tx, search: Search): Promise<Hit[]> {
  return bestFitting(tx, sql\`SELECT id, title, NULL AS detail, ARRAY[title] AS names FROM notes\`, search)
}

/** Forgets the notes of more than a year ago. */
export async function forgetOldNotes({ db, clock }: Platform): Promise<void> {
  const before = new Date(clock.now().getTime() - keptMs)
  await db.system((tx) => tx.deleteFrom("notes").where("created_at", "<", before).execute())
}
`,
  "apps/server/src/notes/routes.ts": `import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"

const tags = ["Notes"]
const note = z.object({ id: fields.id, title: z.string() }).meta({ id: "Note" })

/** What someone wants to remember. Mounted under /v1. */
export const notesRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/notes",
      {
        config: { permission: "notes:read" },
        schema: {
          summary: "List notes",
          tags,
          querystring: fields.paging,
          response: { 200: fields.pageOf(note), ...fields.problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const notes = tx
            .selectFrom("notes")
            .select(["id", "title"])
            .orderBy("id")
            .limit(query.limit + 1)
          const rows = query.after === undefined ? notes : notes.where("id", ">", query.after)
          return fields.toPage(await rows.execute(), query.limit)
        }),
    )

    app.post(
      "/notes",
      {
        config: { permission: "notes:write" },
        schema: {
          summary: "Write a note",
          tags,
          body: z.object({ title: fields.name }),
          response: { 201: note, ...fields.problems },
        },
      },
      async ({ caller: { workspaceId }, body }, reply) => {
        const written = await db.workspace(workspaceId, (tx) =>
          tx
            .insertInto("notes")
            .values({ workspace_id: workspaceId, title: body.title, created_at: clock.now() })
            .returning(["id", "title"])
            .executeTakeFirstOrThrow(),
        )
        return reply.status(201).send(written)
      },
    )
  }
`,
}

/** The one line beside it, and the line of rooms.ts that it is before. */
const line = '  (await import("./notes/room.ts")).room,\n'
const nextLine = '  (await import("./messaging/room.ts")).room,\n'

const apiKey = `pk_${"new-room".padEnd(40, "0")}`
let tree: string
let server: Program

beforeAll(async () => {
  tree = await copyOfTheTree()
  for (const [path, text] of Object.entries(written)) {
    await mkdir(dirname(join(tree, path)), { recursive: true })
    await writeFile(join(tree, path), text)
  }
  const list = join(tree, "apps/server/src/rooms.ts")
  const rooms = await readFile(list, "utf8")
  expect(rooms).toContain(nextLine)
  await writeFile(list, rooms.replace(nextLine, line + nextLine))

  const database = new URL(inject("templateDatabaseUrl"))
  database.pathname = `/new_room_${randomUUID().replaceAll("-", "")}`
  const port = await freePort()
  server = await startProgram(join(tree, "apps/server/src/main.ts"), {
    url: `http://127.0.0.1:${port}`,
    health: "/ready",
    environment: {
      DATABASE_URL: database.href,
      DATA_DIR: await mkdtemp(join(tmpdir(), "parley-new-room-data-")),
      API_KEY: apiKey,
      META_APP_ID: "1",
      META_APP_SECRET: "not-a-secret",
      META_GRAPH_URL: "http://127.0.0.1:1",
      PORT: String(port),
      LOG_LEVEL: "warn",
    },
  })
  // As `npm run tables` does, on the database that is there already.
  const types = join(tree, "apps/server/src/platform/database/tables.generated.ts")
  await writeFile(types, await describeTables(database.href))
}, 5 * minutesMs)
afterAll(async () => {
  await server?.stop()
  await rm(tree, { recursive: true, force: true })
})

/** What is kept in the repository, as it is now, with the packages that are installed. */
async function copyOfTheTree(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "parley-new-room-"))
  const kept = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
  })
  for (const path of kept.toString().split("\0").filter(Boolean)) {
    await cp(join(root, path), join(copy, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error // deleted, and not committed yet
    })
  }
  // Our own packages are linked by relative paths, so that they are those of the copy.
  await mkdir(join(copy, "node_modules"))
  for (const name of await readdir(join(root, "node_modules"))) {
    if (name === "@parley")
      await cp(join(root, "node_modules", name), join(copy, "node_modules", name), {
        recursive: true,
        verbatimSymlinks: true,
      })
    else await symlink(join(root, "node_modules", name), join(copy, "node_modules", name))
  }
  for (const app of ["cli", "dashboard", "sandbox", "server"])
    await symlink(join(root, "apps", app, "node_modules"), join(copy, "apps", app, "node_modules"))
  return copy
}

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}

describe("a new room of one folder and one line", () => {
  it("answers under /v1", async () => {
    const made = await ask("POST", "/v1/notes", { title: "Summer sale" })
    expect(made).toMatchObject({ status: 201, body: { title: "Summer sale" } })
    expect(await ask("GET", "/v1/notes")).toMatchObject({ status: 200, body: { data: [made.body] } })
  })

  it("is found by the search", async () => {
    expect(await ask("GET", "/v1/search?q=sale")).toMatchObject({
      body: { data: [{ kind: "note", title: "Summer sale" }] },
    })
  })

  it("gives its permissions to roles and keys", async () => {
    const given = { name: "Notebook", permissions: ["notes:write"] }
    expect(await ask("POST", "/v1/api-keys", given)).toMatchObject({ status: 201, body: given })
    const described = await ask("GET", "/openapi.json")
    expect(JSON.stringify(described.body)).toContain('"notes:read"')
  })

  it.each([
    ["biome", ["check"]],
    ["tsc", ["--noEmit"]],
    ["depcruise", ["--config", ".dependency-cruiser.mjs", "apps/server"]],
    ["knip", []],
  ])(
    "passes %s",
    async (tool, options) => {
      const outcome = await run(join(tree, "node_modules/.bin", tool), options, { cwd: tree }).then(
        () => "",
        (failure: { stdout: string; stderr: string }) => failure.stdout + failure.stderr,
      )
      expect(outcome).toBe("")
    },
    5 * minutesMs,
  )

  it(
    "is kept in its place: a room below may not use it",
    async () => {
      const below = join(tree, "apps/server/src/contacts/look-up.ts")
      await writeFile(below, 'export { searchNotes } from "../notes/notes.ts"\n')
      const refused = run(
        join(tree, "node_modules/.bin/depcruise"),
        ["--config", ".dependency-cruiser.mjs", "apps/server/src/contacts"],
        { cwd: tree },
      )
      await expect(refused).rejects.toMatchObject({
        stdout: expect.stringContaining("contacts-does-not-look-up"),
      })
    },
    5 * minutesMs,
  )
})
