import { createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import { everyRow, type ParleyApi } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { importFile, importSummary } from "../import-file.ts"
import { openApi, readInstallation } from "../installation.ts"
import { printRefused } from "../print/refused-reasons.ts"
import type { Screen } from "../print/screen.ts"
import { countRefused } from "../refused-rows.ts"
import { chooseOne } from "./choose.ts"
import type { Context } from "./context.ts"

export interface ImportOptions {
  group: string
  source?: string
  defaultCountry?: string
  refused?: string
}

/** `parley import`. Refused rows are not a failure. @throws Failure when the file could not be used as a whole */
export async function importContacts(
  { out, err, environment }: Context,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const api = await openApi(readInstallation(environment))
  const group = await findGroup(api, options.group)
  err.line(err.paint("dim", `Importing ${file} into “${group.name}” …`))
  const wish = { file, groupId: group.id, source: options.source, defaultCountry: options.defaultCountry }
  const ended = await importFile(api, err, wish)
  if (ended.state === "failed") {
    throw new Failure(`The file could not be imported: ${ended.failure ?? "no reason is known"}`)
  }
  if (ended.state === "canceled") {
    throw new Failure(`Someone canceled the import. What was imported stays: ${importSummary(ended)}.`)
  }
  out.line(`${out.paint("green", "✓")} ${importSummary(ended)}`)
  if (ended.rows_refused === 0) return
  printRefused(out, await countRefused(api, ended.id))
  if (options.refused === undefined)
    out.line(
      out.paint("dim", "  --refused rows.csv writes the refused rows to a file that you can fix and import."),
    )
  else await saveRefused(api, ended.id, options.refused, out)
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
    await pipeline(await api.download(`/v1/imports/${importId}/refused.csv`), createWriteStream(file))
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(`${file} cannot be written: ${error instanceof Error ? error.message : error}`)
  }
  screen.line(`  The refused rows are in ${file}`)
}
