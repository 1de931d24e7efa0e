import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Pool } from "undici"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { selfSignedCertificate } from "./testing/certificate.ts"
import { Callback, Rehearsal, until } from "./testing/test-sandbox.ts"

const greeting = { template: { name: "hello_world", language: { code: "en_US" } }, type: "template" }

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

  const start = async (environment: Record<string, string> = {}, limit = ":") => {
    const program = [process.execPath, join(import.meta.dirname, "main.ts")]
    const child = spawn("/bin/sh", ["-c", `${limit}; exec "$0" "$@"`, ...program], {
      env: { ...process.env, SANDBOX_PORT: "0", SANDBOX_DATA: folder, ...environment },
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
    await until(() => output.includes("ready at") || child.exitCode !== null, 20_000)
    return { child, output: () => output, url: /http:\S+/.exec(output)?.[0] ?? "" }
  }

  it("says one line when it is ready, and ends with 0 on SIGTERM", async () => {
    const { child, output, url } = await start()
    expect(output()).toBe(`sandbox ready at ${url}\n`)
    child.kill("SIGTERM")
    expect((await once(child, "exit"))[0]).toBe(0)
  })

  it("answers over TLS, too, on connections that stay open, where it has a certificate for it", async () => {
    const { cert, key } = await selfSignedCertificate()
    const files = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") }
    await Promise.all([writeFile(files.cert, cert), writeFile(files.key, key)])
    const { output, url } = await start({
      SANDBOX_TLS_PORT: "0",
      SANDBOX_TLS_CERT: files.cert,
      SANDBOX_TLS_KEY: files.key,
    })
    const tlsUrl = /https:\S+/.exec(output())?.[0] ?? ""
    const trusting = new Pool(tlsUrl, { connections: 1, connect: { ca: cert } })
    let made = 0
    trusting.on("connect", () => {
      made += 1
    })
    const callback = new Callback()
    await callback.open()
    const stage = new Rehearsal({ url, port: 0, close: async () => undefined }, callback)
    const account = await stage.quickstart()
    const post = async () => {
      const answer = await trusting.request({
        method: "POST",
        path: `/v23.0/${account.phone_number_id}/messages`,
        headers: { "content-type": "application/json", authorization: `Bearer ${account.access_token}` },
        body: JSON.stringify({ messaging_product: "whatsapp", to: "4915100000001", ...greeting }),
      })
      await answer.body.dump()
      return answer.statusCode
    }
    expect([await post(), await post(), await post()]).toEqual([200, 200, 200])
    expect(made).toBe(1)
    expect(await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)).toMatchObject({
      accepted: 3,
    })
    await Promise.all([trusting.close(), callback.close()])
  })

  it("says what is missing for TLS", async () => {
    const { child, output } = await start({ SANDBOX_TLS_PORT: "0" })
    if (child.exitCode === null) await once(child, "exit")
    expect(child.exitCode).toBe(1)
    expect(output()).toMatch(/cannot start: SANDBOX_TLS_PORT needs SANDBOX_TLS_CERT and SANDBOX_TLS_KEY/)
  })

  it("refuses a broken state with a sentence and leaves it alone", async () => {
    await writeFile(join(folder, "state.db"), "not a database")
    const { child, output } = await start()
    if (child.exitCode === null) await once(child, "exit")
    expect(child.exitCode).toBe(1)
    expect(output()).toMatch(/^The state file .* cannot be used: .*\n$/)
  })

  it("warns loudly when others than this machine can reach it", async () => {
    const { output } = await start({ SANDBOX_HOST: "0.0.0.0" })
    await until(() => output().includes("sandbox ready"))
    expect(output()).toMatch(/^WARNING: the sandbox listens on 0\.0\.0\.0\. .*asks for no password/m)
  })

  it("says that it cannot write, answers 503 from then on, and keeps what it had written", async () => {
    // A file may grow to 1.5 MB; what a full disk does to a write, this limit does too.
    const small = await start({}, "ulimit -f 3000")
    const callback = new Callback()
    await callback.open()
    const stage = new Rehearsal({ url: small.url, port: 0, close: async () => undefined }, callback)
    const account = await stage.quickstart()
    await stage.control("PATCH", "settings", { limits: { throughput: false } })
    let accepted = 0
    let refusal = { status: 200, body: {} }
    const long = "x".repeat(512)
    while (refusal.status === 200 && accepted < 10_000) {
      refusal = await stage.send(account, {
        to: String(4915100000000 + accepted),
        biz_opaque_callback_data: long,
        ...greeting,
      })
      if (refusal.status === 200) accepted += 1
    }
    expect(refusal).toMatchObject({ status: 503, body: { error: { code: 2, is_transient: true } } })
    expect((await stage.call("GET", "/_sandbox/settings")).status).toBe(503)
    expect(small.output()).toMatch(/The state file .* cannot be written: .*\n.*503/)
    small.child.kill("SIGTERM")
    if (small.child.exitCode === null) await once(small.child, "exit")

    const again = await start()
    stage.sandbox = { url: again.url, port: 0, close: async () => undefined }
    const ledger = await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)
    expect(Number(ledger.accepted)).toBeGreaterThan(accepted / 2)
    expect(Number(ledger.accepted)).toBeLessThanOrEqual(accepted)
    await callback.close()
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
    await stage.send(account, { to: "4915100000100", biz_opaque_callback_data: "the last", ...greeting })
    await until(async () => (await readFile(join(folder, "state.db-wal"))).includes("the last"))
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
