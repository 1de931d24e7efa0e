/** Classes 08 (connection) and 57P (shutdown, crash), and sockets that nobody answers. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = "code" in error && typeof error.code === "string" ? error.code : ""
  return (
    /^(08|57P)/.test(code) ||
    /^E(CONNREFUSED|CONNRESET|PIPE)$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  )
}
