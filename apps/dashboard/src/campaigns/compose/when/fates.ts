import type { ActionTrigger } from "@parley/model"

export type Fate = Extract<ActionTrigger, { on: "message" }>["became"]

/** What becomes of a message, as screens say it. */
export const fates: Readonly<Record<Fate, string>> = {
  sent: "is sent",
  delivered: "is delivered",
  read: "is read",
  failed: "fails",
}
