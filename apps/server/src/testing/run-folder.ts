import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/**
 * One folder for what a test run writes, which takes everything with it at the end: os.tmpdir() names it in every test,
 * so what a test or a browser leaves behind stays nowhere else. What Node compiles for one process of the run, the next ones
 * take from there: `parley`, a sandbox and a server compute 2 seconds less until they are ready.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const { TMPDIR, NODE_COMPILE_CACHE } = process.env
  const before = Object.entries({ TMPDIR, NODE_COMPILE_CACHE })
  const folder = await mkdtemp(join(tmpdir(), "parley-test-"))
  await chmod(folder, 0o755) // PostgreSQL may run as another account than we do
  process.env.TMPDIR = folder
  process.env.NODE_COMPILE_CACHE = join(folder, "node-compile-cache")
  return async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
