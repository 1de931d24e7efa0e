import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { answering } from "../testing/answering.ts"
import { startChild } from "./child.ts"
import { claimInstallation, noteChildren, releaseInstallation } from "./installation-lock.ts"
import type { LogLine } from "./log-line.ts"
import { freePort, requireFreePort } from "./ports.ts"
import { fallen } from "./programs.ts"

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-processes-"))
})
afterEach(() => rm(folder, { recursive: true }))

/** Starts a program of one file; its name is that of a program of ours. */
async function run(program: string) {
  const script = join(folder, "main.ts")
  await writeFile(script, program)
  const lines: LogLine[] = []
  const child = await startChild({
    name: "server",
    script,
    environment: process.env,
    logFile: join(folder, "logs", "server.log"),
    onLine: (line) => lines.push(line),
  })
  return { child, lines }
}

describe("a child process", () => {
  it("is heard line by line, and all of it is kept in its log", async () => {
    const { child, lines } = await run('console.log("one"); console.error("two")')
    expect(await child.gone).toBe("exit 0")
    expect(lines.map((line) => line.text).sort()).toEqual(["one", "two"])
    expect((await readFile(child.logFile, "utf8")).split("\n").sort()).toEqual(["", "one", "two"])
  })

  it("keeps the log of the run before", async () => {
    await (await run('console.log("first")')).child.gone
    const { child } = await run('console.log("second")')
    await child.gone
    expect(await readFile(`${child.logFile}.1`, "utf8")).toBe("first\n")
  })

  it("stops when asked, in its own way", async () => {
    const { child, lines } = await run(
      'process.on("SIGTERM", () => { console.log("bye"); process.exit(0) }); setInterval(() => {}, 1000); console.log("up")',
    )
    await expect.poll(() => lines.length).toBeGreaterThan(0)
    await child.stop()
    expect(child.isAlive()).toBe(false)
    expect(lines.at(-1)?.text).toBe("bye")
  })

  it("is asked once only: a second signal would cut its farewell short", async () => {
    const { child, lines } = await run(
      'process.once("SIGTERM", () => setTimeout(() => { console.log("done"); process.exit(0) }, 200)); setInterval(() => {}, 1000); console.log("up")',
    )
    await expect.poll(() => lines.length).toBeGreaterThan(0)
    await Promise.all([child.stop(), child.stop()])
    expect(await child.gone).toBe("exit 0")
    expect(lines.at(-1)?.text).toBe("done")
  })

  it("that stopped by itself is told of with its last words", async () => {
    const { child } = await run('console.log("disk is full"); process.exit(3)')
    const failure = fallen(child, await child.gone)
    expect(failure.message).toBe("The server stopped by itself (exit 3).\n  disk is full")
    expect(failure.help).toContain(child.logFile)
  })
})

describe("an installation", () => {
  const url = "http://localhost:3000"

  it("is claimed again once it was released", async () => {
    await claimInstallation(folder, url)
    await releaseInstallation(folder)
    expect(await claimInstallation(folder, url)).toEqual([])
  })

  it("that another Parley runs is refused, with where it is", async () => {
    const { child, lines } = await run('setInterval(() => {}, 1000); console.log("up")')
    await expect.poll(() => lines.length).toBeGreaterThan(0)
    await writeFile(join(folder, "running.json"), JSON.stringify({ pid: child.pid, url, children: [] }))
    await expect(claimInstallation(folder, url)).rejects.toThrow(
      `running already from this folder, at ${url} (process ${child.pid})`,
    )
    await child.stop()
  })

  it("of a Parley that died is taken over, and what it left running is ended", async () => {
    const { child, lines } = await run('setInterval(() => {}, 1000); console.log("up")')
    await expect.poll(() => lines.length).toBeGreaterThan(0)
    await writeFile(
      join(folder, "running.json"),
      JSON.stringify({ pid: 2 ** 22 + 1, url, children: [child.pid] }),
    )
    expect(await claimInstallation(folder, url)).toEqual([child.pid])
    expect(await child.gone).toBe("SIGTERM")
    await noteChildren(folder, url, [])
  })

  it("whose file is broken is taken over", async () => {
    await writeFile(join(folder, "running.json"), "{")
    expect(await claimInstallation(folder, url)).toEqual([])
  })
})

describe("a port", () => {
  it("that is taken is refused with the variable to set", async () => {
    const other = await answering(() => ({ status: 200, body: "" }))
    await expect(requireFreePort(other.port, "PORT", "the server")).rejects.toMatchObject({
      message: `Port ${other.port} is taken by another program, so the server cannot listen there.`,
      help: expect.stringContaining(`PORT=${other.port + 1} npm start`),
    })
    await other.close()
    await requireFreePort(other.port, "PORT", "the server")
  })

  it("that is free is found", async () => {
    await requireFreePort(await freePort(), "PORT", "the server")
  })
})
