/**
 * Who runs an installation: a file in its data folder that names the process and its children, so that a second start
 * says so, and a start after a crash ends what the crashed one left running.
 */
import { execFileSync } from "node:child_process"
import { chmod, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { Failure } from "../failure.ts"

const marker = z.object({ pid: z.number(), url: z.string(), children: z.array(z.number()) })
type Marker = z.infer<typeof marker>

const fileIn = (dataDir: string) => join(dataDir, "running.json")
const orphanTimeoutMs = 20_000

/**
 * Takes the installation for this process.
 * @returns pids of orphans that were ended
 * @throws Failure when another process runs it
 */
export async function claimInstallation(dataDir: string, url: string): Promise<number[]> {
  await makePrivate(dataDir)
  const former = await readMarker(dataDir)
  if (former && former.pid !== process.pid && isOurs(former.pid)) {
    throw new Failure(
      `Parley is running already from this folder, at ${former.url} (process ${former.pid}).`,
      `Stop it with Ctrl-C where it runs, or with \`kill ${former.pid}\`.`,
    )
  }
  const orphans = former?.children.filter(isOurs) ?? []
  await Promise.all(orphans.map(end))
  await rm(fileIn(dataDir), { force: true })
  try {
    await writeMarker(dataDir, { pid: process.pid, url, children: [] }, "wx")
  } catch {
    throw new Failure("Another start of Parley from this folder is under way.")
  }
  return orphans
}

export function noteChildren(dataDir: string, url: string, children: readonly number[]): Promise<void> {
  return writeMarker(dataDir, { pid: process.pid, url, children: [...children] }, "w")
}

export function releaseInstallation(dataDir: string): Promise<void> {
  return rm(fileIn(dataDir), { force: true })
}

/**
 * Nobody but its owner looks into the data folder. Run by root, PostgreSQL is another account's and must get through to its
 * own. A folder that is everyone's, such as /tmp, and one that cannot be changed stay as they are.
 */
async function makePrivate(dataDir: string): Promise<void> {
  const allowed = process.getuid?.() === 0 ? 0o711 : 0o700
  await mkdir(dataDir, { recursive: true, mode: allowed })
  const { mode } = await stat(dataDir)
  if ((mode & 0o1000) === 0) await chmod(dataDir, mode & allowed).catch(() => undefined)
}

async function readMarker(dataDir: string): Promise<Marker | undefined> {
  try {
    return marker.parse(JSON.parse(await readFile(fileIn(dataDir), "utf8")))
  } catch {
    return undefined
  }
}

function writeMarker(dataDir: string, content: Marker, flag: "w" | "wx"): Promise<void> {
  return writeFile(fileIn(dataDir), `${JSON.stringify(content)}\n`, { flag, mode: 0o600 })
}

/** Whether the process lives and is Parley's: a pid may have been given to another program since. */
function isOurs(pid: number): boolean {
  if (!isAlive(pid)) return false
  try {
    const command = execFileSync("ps", ["-o", "args=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
    return /main\.ts|parley/.test(command)
  } catch {
    return process.platform === "win32" // no ps there: believe the pid
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

async function end(pid: number): Promise<void> {
  process.kill(pid, "SIGTERM")
  const giveUpMs = performance.now() + orphanTimeoutMs
  while (isAlive(pid)) {
    if (performance.now() > giveUpMs) process.kill(pid, "SIGKILL")
    await sleep(50)
  }
}
