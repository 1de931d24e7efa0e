/** A sandbox alone, as a process of its own, with a number that may send without limit. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { JsonClient, type Program, startProgram } from "@parley/e2e"
import { z } from "zod"
import { freePort } from "../../../apps/server/src/platform/free-port.ts"
import { allAtOnce, behave } from "../measuring/meta-behaviour.ts"

export interface SandboxProgram {
  program: Program
  control: JsonClient
  account: { accessToken: string; phoneNumberId: string }
  stop(): Promise<void>
}

const quickstart = z.object({ access_token: z.string(), phone_number_id: z.string() })

/** Everyone receives and reads at once, and nobody answers. Without a callback webhooks are off. */
export async function startSandboxProgram(callbackUrl?: string): Promise<SandboxProgram> {
  const folder = await mkdtemp(join(tmpdir(), "parley-sandbox-"))
  const port = await freePort()
  const program = await startProgram("apps/sandbox/src/main.ts", {
    url: `http://127.0.0.1:${port}`,
    health: "/_sandbox/clock",
    environment: { SANDBOX_PORT: String(port), SANDBOX_DATA: folder },
  })
  const control = new JsonClient(program.url)
  const account = await control.post("/_sandbox/quickstart", { callback_url: callbackUrl }, quickstart)
  const webhooks = { ...allAtOnce.webhooks, enabled: callbackUrl !== undefined }
  await behave({ sandbox: control }, { ...allAtOnce, webhooks })
  await control.send(
    "PATCH",
    `/_sandbox/numbers/${account.phone_number_id}`,
    { throughput_level: "UNLIMITED" },
    z.unknown(),
  )
  return {
    program,
    control,
    account: { accessToken: account.access_token, phoneNumberId: account.phone_number_id },
    async stop() {
      await program.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
