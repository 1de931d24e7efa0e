import { fileURLToPath } from "node:url"
import type { Shapes } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { importFile, importSummary } from "../import-file.ts"
import { printRefused } from "../print/refused-reasons.ts"
import { countRefused, type RefusedReason } from "../refused-rows.ts"
import { did, openAct, type Stage } from "./context.ts"

const file = fileURLToPath(new URL("../../demo/contacts.csv", import.meta.url))

export interface ImportAct {
  first: Shapes["Import"]
  refused: RefusedReason[]
  /** The same file once more. */
  again: Shapes["Import"]
}

/** Imports people of many countries and scripts, among them rows that are wrong; then the same file again. */
export async function importPeople(stage: Stage, groupId: string): Promise<ImportAct> {
  const { api, screen } = stage
  openAct(
    stage,
    "3  Import contacts and their consent",
    "A wrong row never stops a file, and no consent is believed without its source.",
  )
  const wish = { file, settings: { subscription_group_id: groupId, consent_source: "demo_import" } }
  const first = usable(await importFile(api, screen, wish))
  did(stage, importSummary(first))
  const refused = await countRefused(api, first.id)
  printRefused(screen, refused)

  const again = usable(await importFile(api, screen, wish))
  did(stage, `The same file again: ${importSummary(again)}`)
  return { first, refused, again }
}

function usable(ended: Shapes["Import"]): Shapes["Import"] {
  if (ended.state === "completed") return ended
  throw new Failure(`The demo's contacts could not be imported: ${ended.failure ?? ended.state}`)
}
