/** Texts of a step, rendered for its runs. */
import { renderForContacts } from "../../messaging/index.ts"
import type { Platform } from "../../platform/index.ts"
import type { Run } from "../engine/runs.ts"
import { variablesOf } from "../engine/variables.ts"
import type { CanvasVersion } from "../engine/versions.ts"
import { TryAgain } from "./task.ts"

const busyMs = 2_000

export type RenderedTexts = { ok: true; texts: string[] } | { ok: false; message: string }

/** By the ids of the runs. @throws TryAgain */
export async function renderFor(
  platform: Platform,
  version: CanvasVersion,
  texts: readonly string[],
  runs: readonly Run[],
): Promise<Map<string, RenderedTexts>> {
  const people = runs.map((run) => ({ contactId: run.contactId, variables: variablesOf(run, version) }))
  const rendered = await renderForContacts(platform, version.workspaceId, texts, people)
  if (rendered === "busy") throw new TryAgain(busyMs)
  return new Map(
    runs.map(({ id }, place) => [id, rendered[place] ?? { ok: false, message: "the contact is gone" }]),
  )
}
