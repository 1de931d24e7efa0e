/** A line of a child's log, as far as a person at the terminal is concerned. */
export interface LogLine {
  severity: "quiet" | "warning" | "error"
  text: string
}

const warnLevel = 40
const errorLevel = 50

/**
 * Reads a line as pino writes it: JSON with a numeric `level`, `msg`, and perhaps an `err`. A line that is not JSON was
 * not meant for machines, so a person sees it when it came on standard error.
 */
export function readLogLine(line: string, source: "stdout" | "stderr"): LogLine {
  const entry = asRecord(line)
  if (!entry) return { severity: source === "stderr" ? "warning" : "quiet", text: line }
  const level = typeof entry.level === "number" ? entry.level : 0
  const message = typeof entry.msg === "string" ? entry.msg : line
  const reason = messageOf(entry.err)
  const text = reason && reason !== message ? `${message}: ${reason}` : message
  return { severity: level >= errorLevel ? "error" : level >= warnLevel ? "warning" : "quiet", text }
}

function asRecord(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined
  try {
    const parsed: unknown = JSON.parse(line)
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : undefined
  } catch {
    return undefined
  }
}

function messageOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("message" in error)) return undefined
  return typeof error.message === "string" ? error.message : undefined
}
