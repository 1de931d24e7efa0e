/** Files on their way into the media library. */
import { inspectFile } from "@parley/whatsapp/files"
import type { MediaClass } from "@parley/whatsapp/messages"
import type { Shapes } from "../api/client.ts"
import { asProblem, type Problem } from "../api/problem.ts"
import { chosenWorkspace } from "../api/workspace-choice.ts"
import { mediaKinds } from "./kinds.ts"

/**
 * Uploads a file. What Meta would not take never leaves the browser.
 * @param kind that is needed; absent: any
 * @throws why it is not there, as `asProblem` reads it
 */
export async function uploadToLibrary(file: File, kind?: MediaClass): Promise<Shapes["MediaFile"]> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const found = inspectFile({ bytes, name: file.name, mimeType: "" })
  const refused = (message: string): Problem => ({ code: "invalid_file", message })
  const isOther = found.ok
    ? kind !== undefined && found.facts.kind !== kind
    : found.fault.code === "unsupported_type"
  if (isOther && kind !== undefined) throw refused(`This file is not ${mediaKinds[kind].formats}.`)
  if (!found.ok) throw refused(`${found.fault.message} ${found.fault.help}`)
  const workspace = chosenWorkspace()
  const answer = await fetch(`/v1/media?${new URLSearchParams({ file_name: file.name.slice(0, 400) })}`, {
    method: "POST",
    body: file,
    headers: {
      "content-type": found.facts.mimeType,
      ...(workspace === null ? {} : { "Parley-Workspace": workspace }),
    },
  })
  const said: unknown = await answer.json()
  if (!answer.ok) throw asProblem(said)
  return said as Shapes["MediaFile"]
}
