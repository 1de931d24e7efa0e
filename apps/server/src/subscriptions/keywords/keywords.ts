import { foldWords, isAlwaysStop, longestWord, ownMeanings } from "@parley/model"
import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

const meaning = z
  .enum(ownMeanings)
  .describe(
    "What the word does: unsubscribe, subscribe, ask for help; none: nothing, where it usually does something",
  )

export const keyword = z
  .object({
    id: fields.id,
    subscription_group_id: fields.id.nullable().describe("null: for every group of the workspace"),
    word: z.string(),
    meaning,
    created_at: fields.timestamp,
  })
  .meta({ id: "ConsentKeyword" })
export type Keyword = z.output<typeof keyword>

export const newKeyword = z
  .strictObject({
    subscription_group_id: fields.id
      .nullable()
      .default(null)
      .describe("Default: every group of the workspace"),
    word: z
      .string()
      .trim()
      .min(1, "must not be empty")
      .max(longestWord, `must have at most ${longestWord} characters`)
      .describe("A whole message; case, accents, punctuation and emoji do not matter"),
    meaning: z.enum(ownMeanings, "stop, start, help or none"),
  })
  .meta({ id: "NewConsentKeyword" })

/** More would make each message slower to read. */
const mostWords = 500

const columns = ["id", "subscription_group_id", "word", "meaning", "created_at"] as const

export const selectKeywords = (tx: Tx) => tx.selectFrom("consent_keywords").select(columns)

/** @throws Problem not_found for the group; invalid_request, conflict */
export async function addKeyword(
  tx: Tx,
  request: { workspaceId: string; keyword: z.output<typeof newKeyword>; now: Date },
): Promise<Keyword> {
  const { workspaceId, now } = request
  const { subscription_group_id, word, meaning: says } = request.keyword
  const folded = readableWord(word, "word")
  if (says !== "stop" && isAlwaysStop(word)) {
    throw new Problem("invalid_request", `“${word}” always unsubscribes: people need a way out.`, {
      field: "word",
    })
  }
  await requireGroup(tx, subscription_group_id)
  await refuseMessageOfLink(tx, subscription_group_id, folded)
  const { n } = await tx
    .selectFrom("consent_keywords")
    .select((all) => all.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow()
  if (n >= mostWords) {
    throw new Problem("conflict", `A workspace has at most ${mostWords} keywords.`, {
      help: "Delete those that nobody writes.",
    })
  }
  const added = await tx
    .insertInto("consent_keywords")
    .values({
      workspace_id: workspaceId,
      subscription_group_id,
      word,
      folded,
      meaning: says,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "subscription_group_id", "folded"]).doNothing(),
    )
    .returning(columns)
    .executeTakeFirst()
  if (added) return keyword.parse(added)
  throw new Problem("conflict", `“${word}” is there already, perhaps in another spelling.`, {
    field: "word",
    help: "Delete that word first to give it another meaning.",
  })
}

/** The message of a link subscribes, so the word would never mean what was said here. */
async function refuseMessageOfLink(tx: Tx, groupId: string | null, folded: string): Promise<void> {
  const links = tx
    .selectFrom("opt_in_links")
    .select(["name", "message"])
    .where("folded", "=", folded)
    .where("archived_at", "is", null)
  const ofGroup = groupId === null ? links : links.where("subscription_group_id", "=", groupId)
  const link = await ofGroup.executeTakeFirst()
  if (!link) return
  throw new Problem("conflict", `“${link.message}” is the message of the opt-in link “${link.name}”.`, {
    field: "word",
    help: "Choose another word, or archive the link first.",
  })
}

/** @throws Problem not_found */
export async function deleteKeyword(tx: Tx, id: string): Promise<void> {
  const deleted = tx.deleteFrom("consent_keywords").where("id", "=", id).returning("id")
  found(await deleted.executeTakeFirst(), "keyword")
}

/**
 * A word as messages are compared with it.
 * @throws Problem invalid_request where nothing of it is left to compare
 */
export function readableWord(word: string, field: string): string {
  const folded = foldWords(word)
  if (folded !== "") return folded
  throw new Problem(
    "invalid_request",
    "A word needs a letter or a digit: punctuation and emoji are not read.",
    {
      field,
    },
  )
}

/** Foreign keys bypass row-level security. @throws Problem not_found */
export async function requireGroup(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return
  const group = tx.selectFrom("subscription_groups").select("id").where("id", "=", id)
  found(await group.executeTakeFirst(), "subscription group")
}
