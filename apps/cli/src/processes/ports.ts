import { createServer } from "node:net"
import { Failure } from "../failure.ts"

/** @throws Failure naming the variable to set when someone listens on the port already */
export async function requireFreePort(port: number, variable: string, what: string): Promise<void> {
  if (await isFree(port)) return
  throw new Failure(
    `Port ${port} is taken by another program, so ${what} cannot listen there.`,
    `Stop that program, or choose another port: ${variable}=${port + 1} npm start`,
  )
}

/** `localhost` may lead to either address, so that both must be free. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"))
}

function canListen(port: number, host: string): Promise<boolean> {
  const probe = createServer()
  return new Promise((answer) => {
    probe.once("error", (error) => answer(!("code" in error && error.code === "EADDRINUSE")))
    probe.listen(port, host, () => probe.close(() => answer(true)))
  })
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === "string") throw new Failure("This machine has no free port.")
  return address.port
}
