/** What of a claim concerns frequency caps, and who the workspace's control group leaves out. */
import { type Capped, isWorkspaceControl } from "@parley/model"
import type { LaneNumber } from "../lane-number.ts"
import type { ClaimedRow } from "../outbox/claim.ts"
import { classes, type SourceKind } from "../sources/sources.ts"
import type { Capable } from "./judge.ts"

const kinds: Partial<Record<SourceKind, Capped["of"]>> = {
  launch: "campaigns",
  trigger: "campaigns",
  canvas_step: "journeys",
  api: "single",
}

type Row = Pick<ClaimedRow, "id" | "contact_id" | "class" | "source_kind" | "tags" | "caps" | "contact">

/** A message as caps see it; undefined where they do not concern it: no marketing, or of a source that neither heeds them nor counts. */
export function capableOf(row: Row, isControl: boolean): Capable | undefined {
  const of = kinds[row.source_kind]
  if (of === undefined || row.class !== classes.marketing || row.contact_id === null || row.caps === "ignore")
    return
  return {
    id: row.id,
    contactId: row.contact_id,
    zone: row.contact?.time_zone ?? null,
    of,
    tags: row.tags ?? [],
    isJudged: row.caps !== "count",
    counts: !isControl,
  }
}

/** Why a message that passes everything is left out in the end; null: it is not. Single messages are asked for one by one. */
export function leftOutAs(
  { contact_id, class: priority, source_kind, tags, is_control }: ClaimedRow,
  { controlGroup }: Pick<LaneNumber, "controlGroup">,
): "control" | "workspace_control" | null {
  if (
    controlGroup !== null &&
    contact_id !== null &&
    priority === classes.marketing &&
    source_kind !== "api" &&
    kinds[source_kind] !== undefined &&
    isWorkspaceControl(controlGroup, contact_id, tags ?? [])
  )
    return "workspace_control"
  return is_control ? "control" : null
}
