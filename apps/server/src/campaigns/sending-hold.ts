/** A launch waits while its number may not send, or while Meta refuses what it sends; nothing of it is lost meanwhile. */
import type { z } from "zod"
import { explainReason } from "../messaging/index.ts"
import type { Tx } from "../platform/database/index.ts"
import type { launchHold } from "./template-hold.ts"

type Hold = z.output<typeof launchHold>

/** Why the number of a launch sends nothing, or nothing of this launch, and what to do; null when it sends. */
export async function readSendingHold(tx: Tx, launchId: string, now: Date): Promise<Hold | null> {
  const source = await tx
    .selectFrom("sources")
    .innerJoin("numbers", "numbers.id", "sources.number_id")
    .select(["disconnected_at", "numbers.held_until as number_until", "hold_code"])
    .select(["sources.held_until", "hold_reason"])
    .where("sources.id", "=", launchId)
    .executeTakeFirst()
  if (source === undefined) return null
  if (source.disconnected_at !== null) {
    return {
      code: "number_disconnected",
      title: "The number's business account is disconnected.",
      advice: "Connect it again with Login with Facebook, or cancel the launch.",
      until: null,
      template: null,
    }
  }
  const { number_until, hold_code, held_until, hold_reason } = source
  if (number_until !== null && number_until > now) return held(String(hold_code ?? ""), number_until)
  if (held_until !== null && held_until > now) return held(hold_reason ?? "", held_until)
  return null
}

function held(reason: string, until: Date): Hold {
  const { code, title, advice } = explainReason(reason)
  return { code, title, advice, until, template: null }
}
