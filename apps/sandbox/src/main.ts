/**
 * The sandbox as a process of its own. Environment: SANDBOX_PORT, SANDBOX_HOST, SANDBOX_DATA, SANDBOX_PUBLIC_URL;
 * SANDBOX_TLS_PORT with SANDBOX_TLS_CERT and SANDBOX_TLS_KEY, files in PEM.
 */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { type Sandbox, startSandbox } from "./sandbox.ts"
import { StateFileError } from "./store/database.ts"

const { SANDBOX_PORT, SANDBOX_HOST, SANDBOX_DATA, SANDBOX_PUBLIC_URL } = process.env

async function readTls() {
  const { SANDBOX_TLS_PORT, SANDBOX_TLS_CERT, SANDBOX_TLS_KEY } = process.env
  if (SANDBOX_TLS_PORT === undefined) return undefined
  if (SANDBOX_TLS_CERT === undefined || SANDBOX_TLS_KEY === undefined)
    throw new Error(
      "SANDBOX_TLS_PORT needs SANDBOX_TLS_CERT and SANDBOX_TLS_KEY, the files of a certificate in PEM.",
    )
  const [cert, key] = await Promise.all([
    readFile(SANDBOX_TLS_CERT, "utf8"),
    readFile(SANDBOX_TLS_KEY, "utf8"),
  ])
  return { port: Number(SANDBOX_TLS_PORT), cert, key }
}

let sandbox: Sandbox
try {
  sandbox = await startSandbox({
    port: Number(SANDBOX_PORT ?? 4000),
    host: SANDBOX_HOST ?? "127.0.0.1",
    data: SANDBOX_DATA ?? join(process.cwd(), ".parley", "sandbox"),
    publicUrl: SANDBOX_PUBLIC_URL,
    tls: await readTls(),
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

console.log(
  `sandbox ready at ${[sandbox.url, sandbox.tlsUrl].filter((url) => url !== undefined).join(" and ")}`,
)
