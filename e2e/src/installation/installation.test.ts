import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { startInstallation } from "./index.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-no-installation-"))
  vi.stubEnv("TMPDIR", folder)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

it("an installation whose server does not start leaves no sandbox behind, and no folder", async () => {
  await expect(startInstallation({ environment: { LOG_LEVEL: "no-such-level" } })).rejects.toThrow(
    "The program ended at its start",
  )
  // Removed once the sandbox, which keeps its data there, has ended.
  expect(await readdir(folder)).toEqual([])
})
