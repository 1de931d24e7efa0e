import { Problem } from "../../platform/errors.ts"
import type { Fix } from "./fix.ts"

/** One thing the doctor looked at. */
export interface Check {
  /** Stable, e.g. `webhook_subscription`. */
  name: string
  /** `warning`: works, but will not for long or not for everything. `skipped`: cannot be told, see what failed before. */
  state: "ok" | "warning" | "failed" | "skipped"
  /** One sentence: how it stands. */
  message: string
  /** How to fix it. */
  help?: string | undefined
  /** What fixes it; absent where only waiting or the operator of this installation does. */
  fix?: Fix | undefined
  /** The business account or number concerned, as people know it. */
  subject?: string | undefined
}

export const loginAgain = "Connect the business account again with Login with Facebook."

declare module "../../platform/define-room.ts" {
  interface Room {
    /** What the doctor examines of this room, each under its name. Given from above, as rooms are above connections. */
    checks?: readonly {
      name: string
      check(platform: Platform, workspaceId: string): Promise<Check[]>
    }[]
  }
}

/** Where a check is about: its name, and whose. */
interface Place {
  name: string
  subject?: string | undefined
}

export const ok = (place: Place, message: string): Check => ({ ...place, state: "ok", message })
export const warning = (place: Place, message: string, help: string, fix?: Fix): Check => ({
  ...place,
  state: "warning",
  message,
  help,
  fix,
})
export const failed = (place: Place, message: string, help: string, fix?: Fix): Check => ({
  ...place,
  state: "failed",
  message,
  help,
  fix,
})
export const skipped = (place: Place, message: string): Check => ({ ...place, state: "skipped", message })

/** What checks found or, as a doctor must not faint, why they could not be made. */
export async function examine(place: Place, look: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof Problem) return [failed(place, error.message, error.help)]
    const reason = error instanceof Error ? error.message : String(error)
    return [failed(place, `Couldn't check this: ${reason}`, "See the server's log.")]
  }
}
