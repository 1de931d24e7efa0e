/** The `{"success":true}` with which most changes are answered. */
import { z } from "zod"
import { refusedWithoutCode } from "./answer.ts"
import type { GraphResult } from "./result.ts"

export const successSchema = z.looseObject({ success: z.boolean().optional(), reason: z.string().optional() })

/** Nothing, when the change was made; `success: false` is a refusal. */
export function acknowledged(result: GraphResult<z.output<typeof successSchema>>): GraphResult<void> {
  if (!result.ok) return result
  if (result.data.success === false) return { ok: false, error: refusedWithoutCode(200, result.data.reason) }
  return { ok: true, data: undefined, headers: result.headers }
}
