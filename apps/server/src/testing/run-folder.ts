import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/**
 * One folder for what a test run writes, which takes everything with it at the end: os.tmpdir() names it in every test,
 * so what a test or a browser leaves behind stays nowhere else.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const before = process.env.TMPDIR
  const folder = await mkdtemp(join(tmpdir(), "parley-test-"))
  await chmod(folder, 0o755) // PostgreSQL may run as another account than we do
  process.env.TMPDIR = folder
  return async () => {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
