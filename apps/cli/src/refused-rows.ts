import { parse } from "csv-parse"
import type { ParleyApi } from "./api/client.ts"

/** How many rows were refused for a reason, and the first of them as an example. */
export interface RefusedReason {
  code: string
  count: number
  line: string
  reason: string
}

/** Reads the refused rows of an import and counts them by code, most frequent first. */
export async function countRefused(api: ParleyApi, importId: string): Promise<RefusedReason[]> {
  const csv = await api.download(`/v1/imports/${importId}/refused.csv`)
  const reasons = new Map<string, RefusedReason>()
  const rows: AsyncIterable<string[]> = csv.pipe(parse({ from: 2, relaxColumnCount: true, bom: true }))
  for await (const [line = "", code = "", reason = ""] of rows) {
    const known = reasons.get(code)
    if (known) known.count += 1
    else reasons.set(code, { code, count: 1, line, reason })
  }
  return [...reasons.values()].sort((one, other) => other.count - one.count)
}
