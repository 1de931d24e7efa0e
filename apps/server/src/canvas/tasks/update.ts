import { type CanvasUpdate, contactFields, liquidOf } from "@parley/model"
import { updateContacts, writeAttributes } from "../../contacts/index.ts"
import { type GivenEvent, recordEvents } from "../../events/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { changeSubscriptions } from "../../subscriptions/index.ts"
import type { Run } from "../engine/runs.ts"
import { type RenderedTexts, renderFor } from "./render.ts"
import { failed, type Performing, type TaskDone } from "./task.ts"

const fields: ReadonlySet<string> = new Set(contactFields)

interface Change {
  run: Run
  change: CanvasUpdate
  /** Of its Liquid, in order. */
  texts: readonly string[]
}

/** Changes people, in the transaction that has their runs go on: once, or not at all. */
export const updatePeople: Performing<"user_update"> = {
  async perform(platform, { step, version, runs }) {
    const texts = liquidOf(step).map(({ text }) => text)
    const rendered = await renderFor(platform, version, texts, runs)
    return async (tx, now, open) => {
      const ready = open.filter(({ id }) => rendered.get(id)?.ok)
      const changes = ready.flatMap((run) => changesOf(run, step.changes, rendered.get(run.id)))
      const scope = { workspaceId: version.workspaceId, now }
      const problems = await write(tx, scope, changes, platform.rooms)
      return open.map((run): TaskDone => {
        const one = rendered.get(run.id)
        if (one !== undefined && !one.ok) return failed(run, one.message)
        const own = problems.get(run.id)
        return { run, performed: { ok: true, ...(own && { saw: { not_updated: own } }) } }
      })
    }
  },
}

function changesOf(
  run: Run,
  changes: readonly CanvasUpdate[],
  rendered: RenderedTexts | undefined,
): Change[] {
  const texts = rendered?.ok ? [...rendered.texts] : []
  return changes.map((change) => {
    const count = "value" in change ? 1 : change.do === "event" ? Object.keys(change.properties).length : 0
    return { run, change, texts: texts.splice(0, count) }
  })
}

type Scope = { workspaceId: string; now: Date }

/** @returns what was not written, by the ids of the runs */
async function write(
  tx: Tx,
  scope: Scope,
  changes: readonly Change[],
  rooms: Parameters<typeof changeSubscriptions>[1]["rooms"],
): Promise<Map<string, string[]>> {
  const problems = new Map<string, string[]>()
  const note = (run: Run | undefined, message: string) => {
    if (run) problems.set(run.id, [...(problems.get(run.id) ?? []), message])
  }
  const isField = ({ change }: Change) => change.do === "set" && fields.has(change.name)
  const ofFields = changes.filter(isField)
  await updateContacts(
    tx,
    [...Map.groupBy(ofFields, ({ run }) => run.contactId)].map(([contactId, own]) => ({
      contactId,
      draft: {
        patch: Object.fromEntries(
          own.map(({ change, texts }) => ["name" in change ? change.name : "", texts[0]?.trim() ?? ""]),
        ),
        phoneCountry: undefined,
      },
    })),
    scope.now,
  )
  const ofAttributes = changes.filter((one) => !isField(one) && isOfAttribute(one.change))
  const { errors } = await writeAttributes(
    tx,
    { ...scope, from: "text" },
    ofAttributes.map(({ run, change, texts }) => ({
      contactId: run.contactId,
      attributes: { ["name" in change ? change.name : ""]: operationOf(change, texts[0] ?? "") },
    })),
  )
  for (const { index, message } of errors) note(ofAttributes[index]?.run, message)
  const ofEvents = changes.flatMap(({ run, change, texts }) =>
    change.do === "event" ? [{ run, change, texts }] : [],
  )
  const events = await recordEvents(
    tx,
    scope,
    ofEvents.map(
      ({ run, change, texts }): GivenEvent => ({
        kind: "event",
        contactId: run.contactId,
        name: change.name,
        at: scope.now,
        properties: Object.fromEntries(
          Object.keys(change.properties).map((name, place) => [name, texts[place] ?? ""]),
        ),
      }),
    ),
  )
  for (const { index, message } of events.errors) note(ofEvents[index]?.run, message)
  const said = changes.flatMap(({ run, change }) => (change.do === "subscription" ? [{ run, change }] : []))
  for (const [groupId, those] of Map.groupBy(said, ({ change }) => change.group_id))
    await changeSubscriptions(tx, {
      workspaceId: scope.workspaceId,
      groupId,
      actor: "canvas",
      now: scope.now,
      rooms,
      changes: those.map(({ run, change }) => ({
        contactId: run.contactId,
        state: change.state,
        source: "canvas",
        evidence: `canvas ${run.canvasId}, run ${run.id}`,
        givenAt: scope.now,
      })),
    })
  return problems
}

const isOfAttribute = ({ do: what }: CanvasUpdate): boolean =>
  what === "set" || what === "unset" || what === "increase" || what === "add" || what === "remove"

/** As clients of the API write it. */
function operationOf(change: CanvasUpdate, text: string): unknown {
  switch (change.do) {
    case "unset":
      return null
    case "increase":
      return { inc: change.by }
    case "add":
      return { add: [text] }
    case "remove":
      return { remove: [text] }
    default:
      return text
  }
}
