/** Changes to content blocks, segments, campaigns and canvases that are made together, or not at all. */
import { z } from "zod"
import {
  campaignChange,
  campaignDraft,
  changeCampaign,
  createCampaign,
  followDelivery,
} from "../campaigns/index.ts"
import { canvasChange, canvasDraft, changeCanvas, createCanvas } from "../canvas/index.ts"
import {
  changeBlock,
  contentBlockChange,
  createBlock,
  deleteBlock,
  newContentBlock,
} from "../content-blocks/index.ts"
import { sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { Problem } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { changeSegment, createSegment, deleteSegment, newSegment, segmentChange } from "../segments/index.ts"

const { id } = fields
const newcomer = fields.id.describe("By which later changes of the set name what this one makes; any UUID")

/** How many changes are made together. */
const mostChanges = 500

const change = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("create_content_block"), as: newcomer, content_block: newContentBlock }),
    z.strictObject({ do: z.literal("change_content_block"), id, content_block: contentBlockChange }),
    z.strictObject({ do: z.literal("delete_content_block"), id }),
    z.strictObject({ do: z.literal("create_segment"), as: newcomer, segment: newSegment }),
    z.strictObject({ do: z.literal("change_segment"), id, segment: segmentChange }),
    z.strictObject({ do: z.literal("delete_segment"), id }),
    z.strictObject({ do: z.literal("create_campaign"), as: newcomer, campaign: campaignDraft }),
    z.strictObject({ do: z.literal("change_campaign"), id, campaign: campaignChange }),
    z.strictObject({ do: z.literal("create_canvas"), as: newcomer, canvas: canvasDraft }),
    z.strictObject({ do: z.literal("change_canvas"), id, canvas: canvasChange }),
  ])
  .meta({ id: "Change" })
type Change = z.output<typeof change>

export const changeSet = z
  .strictObject({
    changes: z
      .array(change)
      .min(1)
      .max(mostChanges)
      .describe("Made in this order: what one makes, the next may name"),
  })
  .meta({ id: "ChangeSet" })

export const madeChanges = z
  .object({
    changes: z.array(
      z.object({ id: fields.id, revision: fields.revision.nullable().describe("null: it was deleted") }),
    ),
  })
  .meta({ id: "MadeChanges" })
type Made = z.output<typeof madeChanges>["changes"][number]

/** What each kind of change may be asked for with. */
export const permissionFor = ({ do: what }: Change) => permissions[memberOf[what]]

const permissions = {
  content_block: "content_blocks:write",
  segment: "segments:write",
  campaign: "campaigns:write",
  canvas: "canvases:write",
} as const

/** What each is about, as the request calls it. */
const memberOf: Readonly<Record<Change["do"], keyof typeof permissions>> = {
  create_content_block: "content_block",
  change_content_block: "content_block",
  delete_content_block: "content_block",
  create_segment: "segment",
  change_segment: "segment",
  delete_segment: "segment",
  create_campaign: "campaign",
  change_campaign: "campaign",
  create_canvas: "canvas",
  change_canvas: "canvas",
}

interface Scope {
  workspaceId: string
  rooms: readonly Room[]
  now: Date
  /** Throws where the caller may not launch. */
  refuseToPublish: () => void
}

interface Issue {
  field: string
  message: string
  code: string
  help: string
}

/**
 * Makes changes one after the other.
 * @throws Problem with everything that is wrong under `issues`, each by its field such as `changes.3.campaign.variants.0.content`;
 * of a change that names what another one failed to make nothing is said
 */
export async function makeChanges(tx: Tx, scope: Scope, changes: readonly Change[]): Promise<Made[]> {
  await holdFirst(tx, changes)
  const newcomers = new Map<string, string>()
  const unmade = new Set<string>()
  const made: Made[] = []
  const issues: Issue[] = []
  // One after the other, as each may name what those before it made. A person waits for them, and nobody else.
  for (const [place, given] of changes.entries()) {
    if (names(given, unmade)) {
      if ("as" in given) unmade.add(given.as)
      continue
    }
    await sql`SAVEPOINT change`.execute(tx)
    try {
      const one = await makeChange(tx, scope, withIds(given, newcomers))
      made.push(one)
      if ("as" in given) newcomers.set(given.as, one.id)
      await sql`RELEASE SAVEPOINT change`.execute(tx)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await sql`ROLLBACK TO SAVEPOINT change`.execute(tx)
      if ("as" in given) unmade.add(given.as)
      issues.push(issueOf(error, place, given))
    }
  }
  const [first] = issues
  if (first === undefined) return made
  throw new Problem(ownCodes.find((code) => code === first.code) ?? "invalid_request", first.message, {
    field: first.field,
    help: first.help,
    extra: { issues },
  })
}

/** That say more of a whole set than that something in it is wrong. */
const ownCodes = ["conflict", "forbidden", "approval_required"] as const

/** Says whether changes could be made, and makes none. @throws as {@link makeChanges} */
export async function tryChanges(tx: Tx, scope: Scope, changes: readonly Change[]): Promise<void> {
  await sql`SAVEPOINT trial`.execute(tx)
  await makeChanges(tx, scope, changes)
  await sql`ROLLBACK TO SAVEPOINT trial`.execute(tx)
}

/** Campaigns and canvases before what they name, as a launch and who publishes lock them. */
async function holdFirst(tx: Tx, changes: readonly Change[]): Promise<void> {
  const idsOf = (kind: "change_campaign" | "change_canvas") =>
    changes.flatMap((one) => (one.do === kind ? [one.id] : []))
  await sql`SELECT FROM campaigns WHERE id = ANY(${idsOf("change_campaign")}::uuid[]) ORDER BY id FOR UPDATE`.execute(
    tx,
  )
  await sql`SELECT FROM canvases WHERE id = ANY(${idsOf("change_canvas")}::uuid[]) ORDER BY id FOR UPDATE`.execute(
    tx,
  )
}

async function makeChange(tx: Tx, scope: Scope, given: Change): Promise<Made> {
  switch (given.do) {
    case "create_content_block":
      return asMade(await createBlock(tx, scope, given.content_block))
    case "change_content_block":
      return asMade(await changeBlock(tx, { ...scope, id: given.id }, given.content_block))
    case "delete_content_block":
      await deleteBlock(tx, scope.rooms, { ...scope, id: given.id })
      return { id: given.id, revision: null }
    case "create_segment":
      return asMade(await createSegment(tx, scope, given.segment))
    case "change_segment":
      return asMade(await changeSegment(tx, { ...scope, id: given.id }, given.segment))
    case "delete_segment":
      await deleteSegment(tx, scope.rooms, { ...scope, id: given.id })
      return { id: given.id, revision: null }
    case "create_campaign":
      return asMade(await createCampaign(tx, scope, given.campaign))
    case "change_campaign": {
      const changed = asMade(await changeCampaign(tx, { ...scope, id: given.id }, given.campaign))
      if (given.campaign.delivery !== undefined) await followDelivery(tx, given.id, scope.now)
      return changed
    }
    case "create_canvas":
      return asMade(await createCanvas(tx, scope, given.canvas))
    case "change_canvas":
      return asMade(await changeCanvas(tx, { ...scope, id: given.id }, given.canvas))
  }
}

const asMade = ({ id, revision }: Made): Made => ({ id, revision })

/** The ids of newcomers in the place of the names that the request has for them. */
const withIds = (given: Change, newcomers: ReadonlyMap<string, string>): Change =>
  JSON.parse(JSON.stringify(given), (_, value) =>
    typeof value === "string" ? (newcomers.get(value) ?? value) : value,
  )

const names = (given: Change, ids: ReadonlySet<string>): boolean => {
  if (ids.size === 0) return false
  let isNamed = false
  JSON.stringify(given, (key, value) => {
    isNamed ||= key !== "as" && typeof value === "string" && ids.has(value)
    return value
  })
  return isNamed
}

function issueOf({ code, message, help, field }: Problem, place: number, { do: what }: Change): Issue {
  const at = `changes.${place}`
  return { code, message, help, field: field === undefined ? at : `${at}.${memberOf[what]}.${field}` }
}
