import { mkdtemp, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { keptSecret, randomHex, secretBox } from "./secrets.ts"

describe("secretBox", () => {
  const box = secretBox(randomHex(32))

  it("opens what it sealed", () => {
    expect(box.open(box.seal("EAAtoken", "waba-1"), "waba-1")).toBe("EAAtoken")
  })

  it("seals the same text differently each time, and readably never", () => {
    const [one, two] = [box.seal("EAAtoken", "waba-1"), box.seal("EAAtoken", "waba-1")]
    expect(one.equals(two)).toBe(false)
    expect(one.includes("EAAtoken")).toBe(false)
  })

  it("does not open for another row, another key, or changed bytes", () => {
    const sealed = box.seal("EAAtoken", "waba-1")
    expect(() => box.open(sealed, "waba-2")).toThrow()
    expect(() => secretBox(randomHex(32)).open(sealed, "waba-1")).toThrow()
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
    expect(() => box.open(sealed, "waba-1")).toThrow()
  })
})

describe("keptSecret", () => {
  it("makes a secret once, for its owner alone", async () => {
    const folder = await mkdtemp(join(tmpdir(), "parley-secret-"))
    const first = await keptSecret(folder, "key", () => "one")
    expect(await keptSecret(folder, "key", () => "two")).toBe(first)
    expect((await stat(join(folder, "key"))).mode & 0o777).toBe(0o600)
  })
})
