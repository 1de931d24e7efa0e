/** What other systems answered, kept sealed until a message can no longer go again. */
import { createHash } from "node:crypto"
import { sql } from "../../../platform/database/index.ts"
import type { Platform } from "../../../platform/index.ts"
import type { OutsideAnswer } from "../liquid/connected-content.ts"

/** Whose an answer is: a message's, or that of all of a workspace. */
export interface AnswerOwner {
  workspaceId: string
  id: string
}

export interface KeptAnswers {
  /** @param key of the request */
  find(owner: AnswerOwner, key: string): Promise<OutsideAnswer | undefined>
  keep(owner: AnswerOwner, key: string, answer: OutsideAnswer, forMs: number): Promise<void>
}

/** For what has no database: answers are in memory alone. */
export const noneKept: KeptAnswers = { find: async () => undefined, keep: async () => undefined }

/** Of an answer as JSON: a campaign whose people get a megabyte each would fill the disk. Larger ones are in memory alone. */
const mostCharacters = 256 * 1024

export function keptAnswers({ db, secrets, clock }: Pick<Platform, "db" | "secrets" | "clock">): KeptAnswers {
  const digest = (key: string) => createHash("sha256").update(key).digest()
  const contextOf = ({ id }: AnswerOwner) => `outside answer ${id}`
  return {
    async find(owner, key) {
      const row = await db.workspace(owner.workspaceId, (tx) =>
        tx
          .selectFrom("outside_answers")
          .select("sealed")
          .where("owner", "=", owner.id)
          .where("request", "=", digest(key))
          .where("expires_at", ">", clock.now())
          .executeTakeFirst(),
      )
      return row && JSON.parse(secrets.open(row.sealed, contextOf(owner)))
    },
    async keep(owner, key, answer, forMs) {
      const text = JSON.stringify(answer)
      if (text.length > mostCharacters) return
      const sealed = secrets.seal(text, contextOf(owner))
      const expires = new Date(clock.now().getTime() + forMs)
      await db.workspace(owner.workspaceId, (tx) =>
        sql`
          INSERT INTO outside_answers (owner, request, workspace_id, sealed, expires_at)
          VALUES (${owner.id}, ${digest(key)}, ${owner.workspaceId}, ${sealed}, ${expires})
          ON CONFLICT (owner, request) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at`.execute(
          tx,
        ),
      )
    },
  }
}

/** Deletes some of those that are of no use any more. @returns whether there may be more */
export async function forgetAnswers({ db, clock }: Pick<Platform, "db" | "clock">): Promise<boolean> {
  const { numAffectedRows = 0n } = await db.system((tx) =>
    sql`DELETE FROM outside_answers WHERE (owner, request) IN (
      SELECT owner, request FROM outside_answers WHERE expires_at <= ${clock.now()} LIMIT 1000)`.execute(tx),
  )
  return numAffectedRows >= 1000n
}
