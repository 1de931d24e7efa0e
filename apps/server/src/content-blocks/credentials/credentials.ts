/** User names and passwords that contents ask other systems with, by their names. */
import { z } from "zod"
import { isRace, type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem, requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import type { SecretBox } from "../../platform/secrets.ts"

/** Longer ones no header carries. */
const longest = 1_000

const name = z
  .string()
  .trim()
  .regex(/^[\w-]{1,100}$/, "1 to 100 of these: letters A to Z, digits, - and _")
  .describe("Contents name it: `:basic_auth name`")
const host = z
  .string()
  .trim()
  .toLowerCase()
  .refine(isHost, "a host such as shop.example, or shop.example:8443; no address with a path")
  .describe("The only one that is told it, with its port where that is neither 80 nor 443")
const username = z
  .string()
  .min(1)
  .max(longest)
  .regex(/^[^\p{Cc}:]+$/u, "without a colon or a line break")
const password = z
  .string()
  .min(1)
  .max(longest)
  .regex(/^\P{Cc}+$/u, "without a line break")

function isHost(text: string): boolean {
  if (!/^[^/?#@\s\\]+$/.test(text)) return false
  const url = URL.parse(`https://${text}`)
  return url !== null && url.host === text && url.hostname !== ""
}

export const contentCredential = z
  .object({
    id: fields.id,
    name: z.string(),
    host: z.string(),
    username: z.string(),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
    revision: fields.revision,
  })
  .meta({ id: "ContentCredential" })
type ContentCredential = z.output<typeof contentCredential>

export const newContentCredential = z
  .strictObject({ name, host, username, password: password.describe("Is never shown again") })
  .meta({ id: "NewContentCredential" })

export const contentCredentialChange = z
  .strictObject({
    name: name.optional(),
    host: host.optional(),
    username: username.optional(),
    password: password.optional(),
    revision: fields.revisionRead,
  })
  .refine(({ host, password }) => host === undefined || password !== undefined, {
    path: ["password"],
    message: "another host is told no password that was not meant for it: give it, too",
  })
  .meta({ id: "ContentCredentialChange" })

const columns = sql`id, name, host, username, created_at, updated_at, revision`

export const selectCredentials = (): RawBuilder<ContentCredential> =>
  sql<ContentCredential>`SELECT ${columns} FROM content_credentials`

interface Scope {
  workspaceId: string
  secrets: Pick<SecretBox, "seal">
  now: Date
}

/** What a password is sealed for: that of another workspace cannot be put in its place. */
const contextOf = (workspaceId: string) => `content credential ${workspaceId}`

/** @throws Problem conflict when the name is taken */
export async function createCredential(
  tx: Tx,
  { workspaceId, secrets, now }: Scope,
  { password, ...draft }: z.output<typeof newContentCredential>,
): Promise<ContentCredential> {
  const { id } = await uniquely(draft.name, () =>
    tx
      .insertInto("content_credentials")
      .values({
        workspace_id: workspaceId,
        ...draft,
        sealed_password: secrets.seal(password, contextOf(workspaceId)),
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  return getCredential(tx, id)
}

/** @throws Problem not_found; conflict */
export async function changeCredential(
  tx: Tx,
  { workspaceId, secrets, now, id }: Scope & { id: string },
  { revision, password, ...change }: z.output<typeof contentCredentialChange>,
): Promise<ContentCredential> {
  const row = tx.selectFrom("content_credentials").select(["name", "revision"]).where("id", "=", id)
  const known = found(await row.forUpdate().executeTakeFirst(), "credential")
  requireRevision(known, revision, "credential")
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  await uniquely(change.name ?? known.name, () =>
    tx
      .updateTable("content_credentials")
      .set({
        ...said,
        ...(password !== undefined && { sealed_password: secrets.seal(password, contextOf(workspaceId)) }),
        updated_at: now,
      })
      .where("id", "=", id)
      .execute(),
  )
  return getCredential(tx, id)
}

/** @throws Problem not_found */
export async function getCredential(tx: Tx, id: string): Promise<ContentCredential> {
  const { rows } = await sql<ContentCredential>`${selectCredentials()} WHERE id = ${id}`.execute(tx)
  return found(rows[0], "credential")
}

/** Messages whose contents name it are not sent from then on. @throws Problem not_found */
export async function deleteCredential(tx: Tx, id: string): Promise<void> {
  await getCredential(tx, id)
  await tx.deleteFrom("content_credentials").where("id", "=", id).execute()
}

/** The header Authorization that a host is told under a name. @returns undefined where there is none for that host */
export async function readAuthorization(
  tx: Tx,
  { workspaceId, secrets }: { workspaceId: string; secrets: Pick<SecretBox, "open"> },
  { name, host }: { name: string; host: string },
): Promise<string | undefined> {
  const row = await tx
    .selectFrom("content_credentials")
    .select(["username", "sealed_password"])
    .where("workspace_id", "=", workspaceId)
    .where("name", "=", name)
    .where("host", "=", host)
    .executeTakeFirst()
  if (!row) return undefined
  const said = `${row.username}:${secrets.open(row.sealed_password, contextOf(workspaceId))}`
  return `Basic ${Buffer.from(said).toString("base64")}`
}

async function uniquely<T>(called: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isRace(error)) throw error
    throw new Problem("conflict", `There is a credential called "${called}" already.`, {
      field: "name",
      help: "Choose another name.",
    })
  }
}
