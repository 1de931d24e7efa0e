import { afterEach, expect, it, vi } from "vitest"
import { openBrowser } from "./chromium.ts"

afterEach(() => vi.unstubAllEnvs())

it("says which setting names a browser that is not there", async () => {
  vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium")
  await expect(openBrowser()).rejects.toThrow("CHROMIUM_PATH is /nowhere/chromium, where there is no file.")
})
