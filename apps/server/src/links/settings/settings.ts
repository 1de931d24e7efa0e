/** What a workspace decides about its tracked links. */
import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { Problem, requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"

/** Under which links are on every domain that leads to this server. */
export const linkPath = "/l/"

export const usualLastingDays = 60
const mostLastingDays = 730

const baseUrl = z
  .string()
  .trim()
  .max(200)
  .refine(isBase, "an address without a path, such as https://go.shop.example")
  .transform((value) => new URL(value).origin)

function isBase(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, pathname, search, hash, username, password } = new URL(value)
  const isPlain = search === "" && hash === "" && username === "" && password === ""
  return (protocol === "https:" || protocol === "http:") && (pathname === "/" || pathname === "") && isPlain
}

const expiredUrl = z
  .string()
  .trim()
  .max(2_000)
  .refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    "an address that begins with https://",
  )
  .transform((value) => new URL(value).href)

export const linkSettings = z
  .object({
    base_url: z.string().nullable().describe("As it was chosen; null: the installation's own address"),
    address: z.string().describe("What tracked links begin with, such as https://go.shop.example/l/"),
    lasting_days: z.int().describe("So long after its message was queued a link leads on"),
    expired_url: z.string().nullable().describe("Where an expired link leads; null: to a page that says so"),
    revision: fields.revision,
  })
  .meta({ id: "LinkSettings" })
type LinkSettings = z.output<typeof linkSettings>

export const linkSettingsChange = z
  .strictObject({
    base_url: baseUrl
      .nullable()
      .optional()
      .describe(
        "A domain that leads to this server, such as https://go.shop.example; null: the installation's own",
      ),
    lasting_days: z.int().min(1).max(mostLastingDays).optional(),
    expired_url: expiredUrl.nullable().optional(),
    revision: fields.revisionRead,
  })
  .meta({ id: "LinkSettingsChange" })

type Config = Pick<Platform["config"], "publicUrl">

export async function readLinkSettings(
  tx: Tx,
  workspaceId: string,
  { publicUrl }: Config,
): Promise<LinkSettings> {
  const row = await tx
    .selectFrom("link_settings")
    .select(["base_url", "lasting_days", "expired_url", "revision"])
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirst()
  const base = row?.base_url ?? null
  return {
    base_url: base,
    address: `${base ?? publicUrl}${linkPath}`,
    lasting_days: row?.lasting_days ?? usualLastingDays,
    expired_url: row?.expired_url ?? null,
    revision: row?.revision ?? 1,
  }
}

/** @throws Problem conflict when someone else has changed them since `revision`; invalid_request */
export async function changeLinkSettings(
  tx: Tx,
  workspaceId: string,
  { revision, ...change }: z.output<typeof linkSettingsChange>,
  config: Config,
): Promise<LinkSettings> {
  const before = await readLinkSettings(tx, workspaceId, config)
  requireRevision(before, revision, "link settings")
  const after = {
    base_url: change.base_url === undefined ? before.base_url : change.base_url,
    lasting_days: change.lasting_days ?? before.lasting_days,
    expired_url: change.expired_url === undefined ? before.expired_url : change.expired_url,
  }
  if (after.expired_url !== null && leadsToLinks(after.expired_url, [after.base_url, config.publicUrl])) {
    throw new Problem("invalid_request", "An expired link would lead to another tracked link.", {
      field: "expired_url",
      help: "Give an address of your own site.",
    })
  }
  await tx
    .insertInto("link_settings")
    .values({ workspace_id: workspaceId, ...after })
    .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(after))
    .execute()
  return readLinkSettings(tx, workspaceId, config)
}

const leadsToLinks = (url: string, bases: readonly (string | null)[]) =>
  bases.some((base) => base !== null && url.startsWith(`${base}${linkPath}`))
