import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"

const server = join(import.meta.dirname, "..")

/**
 * What asks the machine for the time, each with the reason why it must not move with the platform's clock. Whatever is of
 * the domain asks `platform.clock`, and in SQL `platform_now()` and `new_id()`.
 */
const ofTheMachine: Readonly<Record<string, { times: number; because: string }>> = {
  "migrations/0001_platform.sql": {
    times: 4,
    because: "what platform_now() and new_id() are made of; how long an entry of the log waits",
  },
  "migrations/0010_conversations.sql": { times: 1, because: "a file goes an hour after its message" },
  "migrations/0047_content.sql": { times: 1, because: "as the trigger in 0010" },
  "src/campaigns/schedule/late.ts": { times: 1, because: "how long the system was down" },
  "src/connect/doctor/installation.ts": { times: 1, because: "how long an entry of the log waits" },
  "src/connect/sandbox-routes.ts": { times: 1, because: "how far the platform's clock is ahead of it" },
  "src/conversations/media/abandoned-files.ts": { times: 4, because: "as the trigger in 0010" },
  "src/messaging/content/liquid/own-filters.ts": {
    times: 1,
    because: "what `now` is in Liquid, whose filters are handed no clock",
  },
  "src/platform/backup/save.ts": { times: 2, because: "a backup is as old as the machine says" },
  "src/platform/clock.ts": { times: 6, because: "the clock itself" },
  "src/platform/database/leases.ts": { times: 2, because: "leases end when the machine says" },
  "src/platform/log/measures.ts": { times: 1, because: "how long an entry of the log waits" },
  "src/webhook-endpoints/deliveries/send.ts": {
    times: 1,
    because: "receivers of webhooks compare a signature's time with their own",
  },
  "src/workspaces/authentication/authentication.ts": { times: 1, because: "a moved clock signs nobody out" },
  "src/workspaces/caller-still-valid.ts": { times: 1, because: "a moved clock signs nobody out" },
  "src/workspaces/one-time-codes.ts": { times: 1, because: "authenticator apps have the real time" },
  "src/workspaces/room.ts": { times: 1, because: "sessions expire when the machine says" },
}

const inCode = /\bnew Date\(\)|\bDate\.now\(\)/g
const inSql =
  /\buuidv7\(|\b(?:clock|statement|transaction)_timestamp\(|\b(?:current_timestamp|current_date|localtimestamp)\b|(?<![\w.#])now\(\)(?!:)/gi
/** Of a file that has a function of this name, `now()` is that one. */
const ownFunction = /\bconst now = \(\)/
const comments = { sql: /--.*$/gm, ts: /\/\*[\s\S]*?\*\/|\/\/.*$/gm }

/** How often a file asks the machine for the time. */
function timesAsked(text: string, kind: keyof typeof comments): number {
  const bare = text.replaceAll(comments[kind], "")
  const patterns = kind === "ts" && ownFunction.test(bare) ? [inCode] : [inCode, inSql]
  return patterns.reduce((sum, pattern) => sum + (bare.match(pattern)?.length ?? 0), 0)
}

it("only what is listed here asks the machine for the time", () => {
  const files = globSync(["migrations/*.sql", "src/**/*.ts"], { cwd: server }).filter(
    (path) => !/\.test\.ts$|\/testing\/|\.generated\.ts$/.test(path),
  )
  const asking = files
    .map((path) => ({
      path,
      times: timesAsked(readFileSync(`${server}/${path}`, "utf8"), path.endsWith(".sql") ? "sql" : "ts"),
    }))
    .filter(({ times }) => times > 0)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
  expect(asking).toEqual(Object.entries(ofTheMachine).map(([path, { times }]) => ({ path, times })))
})

it.each([
  ["sql", "id uuid PRIMARY KEY DEFAULT uuidv7(),", 1],
  ["sql", "at timestamptz NOT NULL DEFAULT now()", 1],
  ["sql", "DEFAULT CURRENT_TIMESTAMP, DEFAULT clock_timestamp()", 2],
  ["sql", "DEFAULT new_id(), DEFAULT platform_now() -- not now()", 0],
  ["ts", "sql`UPDATE t SET at = now()`", 1],
  ["ts", "const at = new Date(); const ms = Date.now()", 2],
  ["ts", "const at = clock.now(), since = performance.now(), to = new Date(ms) // new Date()", 0],
] as const)("in %s, %j asks it %i times", (kind, text, times) => expect(timesAsked(text, kind)).toBe(times))
