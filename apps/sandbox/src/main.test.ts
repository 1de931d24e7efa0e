import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { Callback, Rehearsal, until } from "./rehearsal.ts"

describe("the process", () => {
  let folder: string
  const started: ChildProcess[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sandbox-"))
  })
  afterEach(async () => {
    for (const child of started.splice(0)) if (child.exitCode === null) child.kill("SIGKILL")
    await rm(folder, { recursive: true })
  })

  const start = async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
      env: { ...process.env, SANDBOX_PORT: "0", SANDBOX_DATA: folder },
      stdio: ["ignore", "pipe", "pipe"],
    })
    started.push(child)
    let output = ""
    child.stdout?.on("data", (chunk) => {
      output += String(chunk)
    })
    child.stderr?.on("data", (chunk) => {
      output += String(chunk)
    })
    await until(() => output.includes("\n") || child.exitCode !== null)
    return { child, output: () => output, url: /http:\S+/.exec(output)?.[0] ?? "" }
  }

  it("says one line when it is ready, and ends with 0 on SIGTERM", async () => {
    const { child, output, url } = await start()
    expect(output()).toBe(`sandbox ready at ${url}\n`)
    child.kill("SIGTERM")
    expect((await once(child, "exit"))[0]).toBe(0)
  })

  it("refuses a broken state with a sentence and leaves it alone", async () => {
    await writeFile(join(folder, "state.db"), "not a database")
    const { child, output } = await start()
    if (child.exitCode === null) await once(child, "exit")
    expect(child.exitCode).toBe(1)
    expect(output()).toMatch(/^The state file .* cannot be used: .*\n$/)
  })

  it("loses no status when it is killed in the middle", async () => {
    const callback = new Callback()
    await callback.open()
    const first = await start()
    const stage = new Rehearsal({ url: first.url, port: 0, close: async () => undefined }, callback)
    const account = await stage.quickstart()
    await stage.control("PATCH", "settings", { population: { read_share: 1 }, limits: { throughput: false } })
    await stage.control("POST", "clock", { speed: 20 })
    const wamids: string[] = []
    for (let i = 0; i < 100; i++) wamids.push(await stage.greet(account, String(4915100000000 + i)))
    await new Promise((resolve) => setTimeout(resolve, 200))
    first.child.kill("SIGKILL")
    await once(first.child, "exit")
    const second = await start()
    stage.sandbox = { url: second.url, port: 0, close: async () => undefined }
    await until(async () => {
      await stage.advance(60_000)
      return wamids.every((wamid) => new Set(callback.statusesOf(wamid)).size === 3)
    })
    await callback.close()
  })
})
