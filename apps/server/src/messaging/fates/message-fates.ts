/** What becomes of messages, as far as some room waits for it: told once, in the transaction that writes it, and heard from a log. */
import { type MessageKind, messageKinds } from "@parley/model"
import { z } from "zod"
import { hearTogether } from "../../events/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import { appendWithin, type Consumer, partitionOf, type Topic } from "../../platform/log/index.ts"

/** Whether somebody wants to hear of a kind. */
export type Wants = (workspaceId: string, kind: MessageKind) => boolean

/** That a message has come to a stage. No occurrence: most installations have many, and nobody who asks for them. */
export interface MessageStep {
  workspace_id: string
  contact_id: string
  message_id: string
  kind: MessageKind
  at: string
}

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Hears what becomes of messages, from the log, as far as some room wants it told. Of what others want told it hears, too. */
    fates?: {
      /** Of the workspace of the transaction, or of all. @returns undefined: nothing of it */
      wanted(tx: Tx): Promise<Wants | undefined>
      hear(
        platform: Pick<Platform, "db" | "clock" | "rooms">,
      ): (steps: readonly MessageStep[]) => Promise<void>
    }
  }
}

/** Of its own, so that nothing else that happens to contacts waits behind the messages of a launch. An entry is an array of steps. */
export const fateTopic: Topic = { name: "message fates", partitions: 16 }

/** Where no room waits for messages each costs one look into an empty index for a batch. */
export function fatesFor(rooms: readonly Pick<Room, "fates">[]): NonNullable<Room["messageEvents"]> {
  return {
    async wanted(tx) {
      const wants: Wants[] = []
      for (const { fates } of rooms) wants.push(...[(await fates?.wanted(tx)) ?? []].flat())
      return wants.length === 0
        ? undefined
        : (workspaceId, kind) => wants.some((isWanted) => isWanted(workspaceId, kind))
    },
    tell(tx, events) {
      const steps = events.map(
        ({ workspaceId, contactId, kind, data }): MessageStep => ({
          workspace_id: workspaceId,
          contact_id: contactId,
          message_id: data.message_id,
          kind,
          at: data.happened_at,
        }),
      )
      const entries = Map.groupBy(steps, ({ contact_id }) => partitionOf(fateTopic, contact_id))
      return appendWithin(
        tx,
        fateTopic,
        [...entries].map(([partition, those]) => ({ partition, payload: JSON.stringify(those) })),
      )
    },
  }
}

/** Has every room hear of it that waits for any. */
export function hearFates(platform: Platform): Consumer {
  const hearing = platform.rooms.flatMap(({ fates }) => fates?.hear(platform) ?? [])
  const hear = hearTogether<MessageStep>(async (steps) => {
    for (const each of hearing) await each(steps)
  })
  return {
    apply: (payloads) => hear(payloads.flatMap(stepsOf)),
    halve(payload) {
      const steps = stepsOf(payload)
      const middle = steps.length >> 1
      return middle === 0
        ? undefined
        : [JSON.stringify(steps.slice(0, middle)), JSON.stringify(steps.slice(middle))]
    },
  }
}

/** As earlier versions told it: for segments without the message, for campaigns without `message_` before the kind. */
type EarlierStep =
  | (Pick<MessageStep, "workspace_id" | "contact_id"> & { stages: string[] })
  | (Omit<MessageStep, "kind"> & { became: string })

// Not read by the schema, which takes some microseconds for each: it was written by its type.
const entry = z.array(z.custom<MessageStep | EarlierStep>())
const stepsOf = (payload: string): MessageStep[] => entry.parse(JSON.parse(payload)).flatMap(present)

function present(step: MessageStep | EarlierStep): MessageStep[] {
  if ("became" in step) {
    const { became, ...of } = step
    return messageKinds.flatMap((kind) => (kind === `message_${became}` ? [{ ...of, kind }] : []))
  }
  if (!("stages" in step)) return [step]
  const { stages, workspace_id, contact_id } = step
  const of = { workspace_id, contact_id, message_id: noMessage, at: new Date(0).toISOString() }
  return messageKinds.flatMap((kind) =>
    stages.includes(kind.replace("message_", "")) ? [{ ...of, kind }] : [],
  )
}
const noMessage = "00000000-0000-0000-0000-000000000000"
