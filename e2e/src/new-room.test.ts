import { execFile, execFileSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { z } from "zod"
import { describeTables } from "../../apps/server/src/platform/database/tables.ts"
import { freePort } from "../../apps/server/src/platform/free-port.ts"
import { typesOf } from "../../packages/api-client/generate.ts"
import { type Program, startProgram } from "./installation/index.ts"

const root = join(import.meta.dirname, "../..")
const run = promisify(execFile)
const minutesMs = 60_000

/** All that a developer writes for a new noun: a folder on each side and a migration. */
const written: Record<string, string> = {
  "apps/server/migrations/9999_notes.sql": `-- What someone wants to remember.
CREATE TABLE notes (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  title        text NOT NULL,
  created_at   timestamptz NOT NULL
);
CALL protect('notes');
CALL audited('notes', 'note', 'title');
CALL announced('notes', 'note');
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
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"

const tags = ["Notes"]
const note = z.object({ id: fields.id, title: z.string() }).meta({ id: "Note" })
const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" }, title: { column: "title", kind: "text" } },
  usual: { sort: "created", order: "desc" },
})

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
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(note), ...fields.problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, tx.selectFrom("notes").select(["id", "title"]), sorting, query),
        ),
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
  "apps/dashboard/src/notes/room.ts": `import { IconNotes } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const notes = createRoute({
  getParentRoute: () => framed,
  path: "/notes",
  component: lazyRouteComponent(() => import("./notes.tsx"), "NotesPage"),
})

export const room = defineRoom({
  routes: [notes],
  places: [{ section: "Audience", to: "/notes", label: "Notes", icon: IconNotes, permission: "notes:read" }],
  finds: [{ kind: "note", group: "Notes", icon: IconNotes, to: "/notes" }],
  staleAfter: { note: ["/v1/notes"] },
})
`,
  "apps/dashboard/src/notes/audit-words.ts": `import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { note: "Note" },
  columns: { title: "Title" },
}
`,
  "apps/dashboard/src/notes/pages.ts": `import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/notes": {
    opens: "notes:read",
    asks: "/v1/notes",
    shows: "table Notes",
    writes: { "button Write": ["notes:write", "POST /v1/notes"] },
  },
}
`,
  "apps/dashboard/src/notes/notes.tsx": `import { Button, Group, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconNotes } from "@tabler/icons-react"
import { client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { showOnFields } from "../look/form/form-problem.ts"
import { Page } from "../look/page/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"

/** What somebody wants to remember. */
export function NotesPage() {
  return (
    <Page title="Notes">
      <Allowed to="notes:read" instead={<NotAllowed permission="notes:read" />}>
        <Stack>
          <Allowed to="notes:write">
            <NewNote />
          </Allowed>
          <Notes />
        </Stack>
      </Allowed>
    </Page>
  )
}

function NewNote() {
  const form = useForm({ initialValues: { title: "" } })
  const write = useAction(
    async (body: typeof form.values) => {
      const { error } = await client.POST("/v1/notes", { body })
      if (error) throw error
      form.reset()
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <form onSubmit={form.onSubmit(write.run)} noValidate>
      <ProblemAlert failure={write.failure} />
      <Group align="flex-end">
        <TextInput label="Title" {...form.getInputProps("title")} />
        <Button type="submit" loading={write.isBusy}>
          Write
        </Button>
      </Group>
    </form>
  )
}

function Notes() {
  return (
    <DataTable
      label="Notes"
      path="/v1/notes"
      read={(query) => client.GET("/v1/notes", { params: { query } })}
      columns={[{ heading: "Title", kind: "title", sort: "title", cell: ({ title }) => title }]}
      usual={{ sort: "title", order: "asc" }}
      empty={
        <EmptyState icon={IconNotes} title="No notes yet">
          Write down what you want to remember.
        </EmptyState>
      }
    />
  )
}
`,
}

/** The one line beside each folder, and the line of `rooms.ts` that it stands before. */
const lineOf = (room: string) => `  (await import("./${room}/room.ts")).room,\n`
const before = { "apps/server/src/rooms.ts": "messaging", "apps/dashboard/src/rooms.ts": "connect" }

/** What `npm run check` runs, but for the sandbox's pages, which know of no room. */
const checks = z
  .object({ scripts: z.object({ check: z.string() }) })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")))
  .scripts.check.split(" && ")
  .filter((command) => !command.includes("apps/sandbox"))

const apiKey = `pk_${"new-room".padEnd(40, "0")}`
let tree: string
let server: Program

beforeAll(async () => {
  tree = await copyOfTheTree()
  for (const [path, text] of Object.entries(written)) {
    await mkdir(dirname(join(tree, path)), { recursive: true })
    await writeFile(join(tree, path), text)
  }
  for (const [path, next] of Object.entries(before)) {
    const rooms = await readFile(join(tree, path), "utf8")
    expect(rooms).toContain(lineOf(next))
    await writeFile(join(tree, path), rooms.replace(lineOf(next), lineOf("notes") + lineOf(next)))
  }

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
  // As `npm run tables` and `npm run client` do, of the database and the server that are there already.
  const tables = join(tree, "apps/server/src/platform/database/tables.generated.ts")
  await writeFile(tables, await describeTables(database.href))
  const api = await (await fetch(`${server.url}/openapi.json`)).text()
  await writeFile(join(tree, "packages/api-client/src/schema.generated.ts"), await typesOf(api))
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
  for (const folder of ["apps/cli", "apps/dashboard", "apps/sandbox", "apps/server", "packages/api-client"])
    await symlink(join(root, folder, "node_modules"), join(copy, folder, "node_modules"))
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

interface RoomOnScreen {
  routes: readonly { options: object }[]
  places?: readonly object[]
  finds?: readonly object[]
}

/** What a program of the tree's packages has to say when it fails; nothing when all is well. */
async function faultsOf(command: string): Promise<string> {
  const [tool = "", ...options] = command.split(" ")
  return run(join(tree, "node_modules/.bin", tool), options, { cwd: tree }).then(
    () => "",
    (failure: { stdout: string; stderr: string }) => failure.stdout + failure.stderr,
  )
}

describe("a new room of one folder and one line on each side", () => {
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

  it("has its page at its address, in the navigation and in the palette", async () => {
    const { rooms }: { rooms: readonly RoomOnScreen[] } = await import(
      join(tree, "apps/dashboard/src/rooms.ts")
    )
    expect(rooms.flatMap(({ routes }) => routes.map(({ options }) => options))).toContainEqual(
      expect.objectContaining({ path: "/notes" }),
    )
    expect(rooms.flatMap(({ places = [] }) => places)).toContainEqual(
      expect.objectContaining({ to: "/notes", permission: "notes:read" }),
    )
    expect(rooms.flatMap(({ finds = [] }) => finds)).toContainEqual(
      expect.objectContaining({ kind: "note", to: "/notes" }),
    )
  })

  // One after the other: side by side they keep every processor from the tests that run beside this one.
  it.each([
    ...checks,
    // What the dashboard's own tests demand of every room: pages that are described, words for what is audited.
    "vitest run --root apps/dashboard --testTimeout=60000 src/rooms.test.ts src/settings/audit-words.test.ts src/actions.test.ts",
  ])("passes %s", async (command) => expect(await faultsOf(command)).toBe(""), 10 * minutesMs)

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
