/** The sandbox as a process of its own. Environment: SANDBOX_PORT, SANDBOX_HOST, SANDBOX_DATA, SANDBOX_PUBLIC_URL. */
import { join } from "node:path"
import { type Sandbox, startSandbox } from "./sandbox.ts"
import { StateFileError } from "./store/database.ts"

const { SANDBOX_PORT, SANDBOX_HOST, SANDBOX_DATA, SANDBOX_PUBLIC_URL } = process.env

let sandbox: Sandbox
try {
  sandbox = await startSandbox({
    port: Number(SANDBOX_PORT ?? 4000),
    host: SANDBOX_HOST ?? "127.0.0.1",
    data: SANDBOX_DATA ?? join(process.cwd(), ".parley", "sandbox"),
    publicUrl: SANDBOX_PUBLIC_URL,
  })
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  console.error(error instanceof StateFileError ? message : `The sandbox cannot start: ${message}`)
  process.exit(1)
}
let isClosing = false
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (isClosing) return
    isClosing = true
    void sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : String(error))
        process.exit(1)
      },
    )
  })
}

console.log(`sandbox ready at ${sandbox.url}`)
