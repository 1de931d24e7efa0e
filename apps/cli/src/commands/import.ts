import { createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import { attributeTypes } from "@parley/model"
import { answerOf, everyRow, type ParleyApi, type Shapes } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { importFile, importSummary } from "../import-file.ts"
import { openApi, readInstallation } from "../installation.ts"
import { printRefused } from "../print/refused-reasons.ts"
import type { Screen } from "../print/screen.ts"
import { countRefused } from "../refused-rows.ts"
import { chooseOne } from "./choose.ts"
import type { Context } from "./context.ts"

export interface ImportOptions {
  kind: "contacts" | "events"
  group?: string
  consent?: "column" | "everyone" | "none"
  source?: string
  evidence?: string
  event?: string
  defaultCountry?: string
  column: readonly string[]
  nullIsEmpty?: true
  dryRun?: true
  refused?: string
}

/** `parley import`. Refused rows are not a failure. @throws Failure when the file could not be used as a whole */
export async function importPeople(
  { out, err, environment }: Context,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const isEvents = options.kind === "events"
  if (!isEvents && options.group === undefined && options.consent !== "none") {
    throw new Failure(
      "An import of contacts needs --group <group>: what they agreed to.",
      "Where they agreed to nothing yet, say --consent none.",
    )
  }
  const columns = options.column.map(readColumn)
  const api = await openApi(readInstallation(environment))
  const group = options.group === undefined ? undefined : await findGroup(api, options.group)
  const into = group && !isEvents ? ` into “${group.name}”` : ""
  err.line(err.paint("dim", `${options.dryRun ? "Checking" : "Importing"} ${file}${into} …`))
  const settings = {
    ...(isEvents && { kind: options.kind }),
    ...(options.event && { event_name: options.event }),
    ...(group && { subscription_group_id: group.id }),
    ...(options.consent && { consent: options.consent }),
    ...(options.source && { consent_source: options.source }),
    ...(options.evidence && { consent_evidence: options.evidence }),
    ...(options.defaultCountry && { default_country: options.defaultCountry }),
    ...(columns.length > 0 && { columns }),
    ...(options.nullIsEmpty && { null_is_empty: true }),
  }
  const ended = await importFile(api, err, { file, settings, isDryRun: options.dryRun })
  if (ended.state === "failed") {
    throw new Failure(`The file could not be imported: ${ended.failure ?? "no reason is known"}`)
  }
  if (ended.state === "canceled") {
    throw new Failure(`Someone canceled the import. What was imported stays: ${importSummary(ended)}.`)
  }
  out.line(`${out.paint("green", "✓")} ${importSummary(ended)}`)
  if (options.dryRun) out.line("  Nothing was imported: without --dry-run it would come to that.")
  if (ended.rows_refused > 0) await showRefused(api, out, ended.id, options.refused)
  // Its file is needed no longer.
  if (options.dryRun)
    await answerOf(api.POST("/v1/imports/{id}/cancel", { params: { path: { id: ended.id } } }))
}

async function showRefused(api: ParleyApi, out: Screen, id: string, file: string | undefined): Promise<void> {
  printRefused(out, await countRefused(api, id))
  if (file === undefined)
    out.line(
      out.paint("dim", "  --refused rows.csv writes the refused rows to a file that you can fix and import."),
    )
  else await saveRefused(api, id, file, out)
}

/** `Preis=attributes.price:number` as what that column becomes; `Notiz=` is ignored. @throws Failure */
function readColumn(said: string): Shapes["ImportColumnInput"] {
  const at = said.lastIndexOf("=")
  const [target = "", type] = said.slice(at + 1).split(":")
  const name = said.slice(0, Math.max(0, at))
  const known = attributeTypes.find((each) => each === type)
  if (name === "" || (type !== undefined && known === undefined)) {
    throw new Failure(
      `--column ${said} does not say what a column becomes.`,
      `Write it as Kontakt=external_id, Preis=attributes.price:number or Notiz= (left out). Types are ${attributeTypes.join(", ")}.`,
    )
  }
  return { name, target: target === "" ? null : target, ...(known && { type: known }) }
}

async function findGroup(api: ParleyApi, wanted: string) {
  const groups = await everyRow((query) => api.GET("/v1/subscription-groups", { params: { query } }))
  return chooseOne(groups, wanted, {
    what: "subscription group",
    is: (group) => [group.id, group.name],
    show: (group) => `${group.name}  ${group.id}`,
  })
}

async function saveRefused(api: ParleyApi, importId: string, file: string, screen: Screen): Promise<void> {
  try {
    const asCsv = file.toLowerCase().endsWith(".csv")
    const path = `/v1/imports/${importId}/${asCsv ? "refused.csv" : "refused-file"}`
    await pipeline(await api.download(path), createWriteStream(file))
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(`${file} cannot be written: ${error instanceof Error ? error.message : error}`)
  }
  screen.line(`  The refused rows are in ${file}`)
}
