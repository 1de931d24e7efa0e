import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { chmod, lstat, mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { freePort } from "../../apps/server/src/platform/free-port.ts"
import { programEnvironment } from "./installation/index.ts"

const parley = fileURLToPath(new URL("../../apps/cli/src/main.ts", import.meta.url))

let temporary: string
let dataDir: string
let program: ChildProcess | undefined

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "parley-private-"))
  await chmod(temporary, 0o755) // run by root, PostgreSQL is another account's and must get through
  dataDir = join(temporary, "parley")
})
afterAll(async () => {
  await stop()
  await rm(temporary, { recursive: true, force: true })
})

/** Runs `parley start` until it says that it is ready, with an address that others could reach, so that there is a setup code. */
async function start() {
  const environment = {
    ...programEnvironment(),
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    SANDBOX_PORT: String(await freePort()),
    PUBLIC_URL: "https://parley.example.com",
  }
  const started = spawn(process.execPath, [parley, "start"], { env: environment, stdio: "pipe" })
  program = started
  let said = ""
  for (const stream of [started.stdout, started.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString()
    })
  await expect.poll(() => said, { timeout: 180_000 }).toContain("Parley is ready")
}

async function stop() {
  const running = program
  program = undefined
  if (!running || running.exitCode !== null) return
  const ended = once(running, "exit")
  running.kill("SIGTERM")
  await ended
}

/** What others than its owner may read, write or look through; that a folder may be passed through is no matter. */
async function openToOthers(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  const found = await Promise.all(
    [folder, ...names.map((name) => join(folder, name))].map(async (path) => {
      const known = await lstat(path).catch(() => undefined) // PostgreSQL removes files while it works
      const open = known?.isDirectory() ? 0o066 : 0o077
      return known && (known.mode & open) !== 0 ? [`${path} ${(known.mode & 0o777).toString(8)}`] : []
    }),
  )
  return found.flat()
}

describe("what an installation writes", () => {
  it("is for its owner alone", async () => {
    await start()
    const written = await readdir(dataDir, { recursive: true })
    expect(written).toEqual(
      expect.arrayContaining([
        "api-key",
        "setup-code",
        "running.json",
        "logs/server.log",
        "sandbox/state.db",
      ]),
    )
    expect(await openToOthers(dataDir)).toEqual([])
  })

  it("becomes so at the next start where it was not", async () => {
    await stop()
    const names = await readdir(dataDir, { recursive: true })
    const ours = names.filter((name) => !name.startsWith("postgres"))
    for (const name of ours) {
      const path = join(dataDir, name)
      await chmod(path, (await lstat(path)).isDirectory() ? 0o755 : 0o644)
    }
    await chmod(dataDir, 0o755)
    await start()
    expect(await openToOthers(dataDir)).toEqual([])
  })

  it("is left as it is where a folder is everyone's", async () => {
    await stop()
    await chmod(dataDir, 0o1777)
    await writeFile(join(dataDir, "neighbour"), "not ours", { mode: 0o644 })
    await start()
    expect((await lstat(dataDir)).mode & 0o7777).toBe(0o1777)
    expect((await lstat(join(dataDir, "neighbour"))).mode & 0o777).toBe(0o644)
  })
})
