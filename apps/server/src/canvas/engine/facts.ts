/** What the rules of steps must know, some statements for a whole group of runs. */
import { createHash } from "node:crypto"
import {
  assignmentBuckets,
  type CanvasStep,
  type FactsOf,
  type Filter,
  type FilterContext,
  type FilteredContact,
  filtersOf,
  matches,
  type PropertyCondition,
  propertiesHold,
  type SentMessage,
  type StepKindName,
  valueAt,
  zoneOf,
} from "@parley/model"
import { sourcesNamed } from "../../campaigns/index.ts"
import { holdsOfRuns } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { probeContacts, readFilterScope } from "../../segments/index.ts"
import type { Run } from "./runs.ts"
import type { CanvasVersion } from "./versions.ts"

/** A run that is at a step. */
export interface AtStep {
  run: Run
  step: CanvasStep
  version: CanvasVersion
}

/** All that facts are made of, of one workspace. */
interface Known {
  contacts: ReadonlyMap<string, FilteredContact>
  context: FilterContext
  messages: ReadonlyMap<string, SentMessage>
  holds: ReadonlyMap<string, Date>
}

/** Whether a person passes a filter, and the facts of runs at their steps. */
export interface Facts {
  passes(filter: Filter, contactId: string): boolean
  of(at: AtStep): FactsOf[StepKindName]
}

/** Of runs of one workspace: at most some seven statements, however many they are. */
export async function readFacts(
  tx: Tx,
  workspaceId: string,
  those: readonly AtStep[],
  now: Date,
): Promise<Facts> {
  const filters = those.flatMap(({ step, version }) => [
    ...filtersOf(step).map(({ filter }) => filter),
    ...(version.definition.exits.filter ? [version.definition.exits.filter] : []),
  ])
  const scope = await readFilterScope(tx, { workspaceId, rooms: [{ sourcesNamed }], now }, [
    ...new Set(filters),
  ])
  const asked = those.filter(
    ({ step, version }) => asksForContact(step) || version.definition.exits.filter !== null,
  )
  const ids = [...new Set(asked.map(({ run }) => run.contactId))]
  const contacts =
    ids.length === 0
      ? new Map<string, FilteredContact>()
      : await probeContacts(tx, scope, [...new Set(filters)], ids)
  const messages = await readMessages(tx, those)
  const handedOver = those.filter(({ run, step }) => step.kind === "hand_over" && run.performed !== null)
  const holds = await holdsOfRuns(
    tx,
    handedOver.map(({ run }) => run.id),
  )
  const known: Known = { contacts, context: scope.context, messages, holds }
  const windows = await readWindows(tx, workspaceId, those, now)
  return {
    passes(filter, contactId) {
      const contact = contacts.get(contactId)
      return contact !== undefined && matches(filter, contact, scope.context)
    },
    of: ({ run, step, version }) => factsAt(step, run, version, known, windows),
  }
}

const asksForContact = (step: CanvasStep): boolean => filtersOf(step).length > 0 || step.kind === "delay"

function factsAt(
  step: CanvasStep,
  run: Run,
  version: CanvasVersion,
  known: Known,
  windows: ReadonlySet<string>,
): FactsOf[StepKindName] {
  const contact = known.contacts.get(run.contactId)
  const holds = (filter: Filter) => contact !== undefined && matches(filter, contact, known.context)
  const says = (conditions: readonly PropertyCondition[]) =>
    propertiesHold(conditions, run.context, () => ({
      now: known.context.now,
      zone: zoneOf(contact?.time_zone ?? null, version.timeZone),
    }))
  const message = run.messageId === null ? null : (known.messages.get(run.messageId) ?? gone(run.messageId))
  switch (step.kind) {
    case "message":
      return { isValid: step.validation === null || holds(step.validation.filter), message }
    case "delay":
      return { zone: zoneOf(contact?.time_zone ?? null, version.timeZone), attribute: dateOf(step, contact) }
    case "decision":
      return { matches: holds(step.filter) && says(step.context) }
    case "audience_paths":
      return { matches: step.paths.map(({ filter, context }) => holds(filter) && says(context)) }
    case "wait_for_reply":
      return { windowIsOpen: windows.has(windowKey(run.contactId, version.numberId)), message }
    case "experiment_paths":
      return { bucket: bucketOf(step.is_sticky ? `${step.id} ${run.contactId}` : `${step.id} ${run.id}`) }
    case "hand_over":
      return { isHandedOver: run.performed !== null, heldUntil: known.holds.get(run.id) ?? null }
    default:
      return { performed: run.performed }
  }
}

/** What is kept no longer has gone, or not: the run goes on. */
const gone = (id: string): SentMessage => ({ id, state: "dropped", sentAt: null, reason: "unknown" })

function dateOf(step: CanvasStep & { kind: "delay" }, contact: FilteredContact | undefined): unknown {
  const { wait } = step
  if (contact === undefined || wait.kind !== "until" || wait.date.from !== "attribute") return undefined
  const { name } = wait.date
  const field: unknown = Object.hasOwn(contact, name) ? Reflect.get(contact, name) : undefined
  return (name === "attributes" ? undefined : field) ?? valueAt(contact.attributes, name)
}

const bucketOf = (seed: string): number =>
  createHash("md5").update(seed).digest().readUInt32BE(0) % assignmentBuckets

async function readMessages(tx: Tx, those: readonly AtStep[]): Promise<Map<string, SentMessage>> {
  const ids = those.flatMap(({ run }) => (run.messageId === null ? [] : [run.messageId]))
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    waits: boolean
    status: string | null
    reason: string | null
    at: Date | null
  }>`
    SELECT asked.id, o.id IS NOT NULL AS waits, m.status, coalesce(m.reason, o.wait_reason) AS reason,
      coalesce(m.sent_at, m.decided_at) AS at
    FROM unnest(${ids}::uuid[]) AS asked (id)
    LEFT JOIN outbox AS o ON o.id = asked.id LEFT JOIN messages AS m ON m.id = asked.id`.execute(tx)
  return new Map(
    rows.flatMap(({ id, waits, status, reason, at }): [string, SentMessage][] => {
      if (waits) return [[id, { id, state: "waiting", sentAt: null, reason }]]
      if (status === null) return []
      const state = status === "dropped" || status === "failed" ? status : "sent"
      return [[id, { id, state, sentAt: at, reason }]]
    }),
  )
}

const windowKey = (contactId: string, numberId: string) => `${contactId} ${numberId}`
const windowMs = 24 * 3_600_000

async function readWindows(
  tx: Tx,
  workspaceId: string,
  those: readonly AtStep[],
  now: Date,
): Promise<Set<string>> {
  const asked = those.filter(({ step, run }) => step.kind === "wait_for_reply" && run.messageId === null)
  if (asked.length === 0) return new Set()
  const ids = asked.map(({ run }) => run.contactId)
  const { rows } = await sql<{ contact_id: string; number_id: string }>`
    SELECT contact_id, number_id FROM conversations
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${ids}::uuid[])
      AND last_inbound_at > ${new Date(now.getTime() - windowMs)}`.execute(tx)
  return new Set(rows.map(({ contact_id, number_id }) => windowKey(contact_id, number_id)))
}
