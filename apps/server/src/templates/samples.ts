import { uploadSample } from "@parley/whatsapp/graph"
import { sniffSample, type TemplateComponent } from "@parley/whatsapp/templates"
import { answered, findAccount, graphClient } from "../connect/index.ts"
import { sql } from "../platform/database/index.ts"
import { Problem } from "../platform/errors.ts"
import type { Platform } from "../platform/index.ts"
import { type HeaderFile, requireHeaderFile } from "./header-file.ts"

type Account = Awaited<ReturnType<typeof findAccount>>

/**
 * Gives Meta a sample file for the header of a template.
 * @returns the handle for `example.header_handle`
 * @throws Problem unsupported_media_type, too_large, invalid_request (the bytes are of another type), meta_rejected,
 *   meta_unreachable, not_found (the account)
 */
export async function uploadTemplateSample(
  platform: Platform,
  { workspaceId, businessAccountId }: { workspaceId: string; businessAccountId: string },
  file: HeaderFile,
): Promise<{ handle: string; format: string }> {
  const format = requireHeaderFile(file)
  const account = await platform.db.workspace(workspaceId, (tx) => findAccount(tx, businessAccountId))
  const { handle } = answered(
    await uploadSample(graphClient(platform, account), platform.config.meta.appId, file),
  )
  return { handle, format }
}

/**
 * The components with handles for all their samples. Meta shows the samples of a template it has as addresses, and wants
 * handles when it is submitted or edited: what stands behind such an address is uploaded anew.
 * @throws Problem invalid_request for an address that no template of the account has; meta_unreachable, meta_rejected
 */
export async function withFreshSamples(
  platform: Platform,
  account: Account,
  components: readonly TemplateComponent[],
): Promise<TemplateComponent[]> {
  const addresses = [...new Set(components.flatMap(sampleAddresses))]
  if (addresses.length === 0) return [...components]
  await refuseForeignAddresses(platform, account, addresses)
  const handles = new Map(
    await Promise.all(
      addresses.map(async (address) => [address, await uploadAgain(platform, account, address)] as const),
    ),
  )
  return components.map((component) => withHandles(component, handles))
}

function sampleAddresses(component: TemplateComponent): string[] {
  if (component.type === "CAROUSEL") {
    return component.cards.flatMap((card) => card.components.flatMap(sampleAddresses))
  }
  if (component.type !== "HEADER") return []
  return (component.example?.header_handle ?? []).filter((handle) => /^https?:/i.test(handle))
}

function withHandles<T extends TemplateComponent>(component: T, handles: ReadonlyMap<string, string>): T {
  if (component.type === "CAROUSEL") {
    const cards = component.cards.map((card) => ({
      ...card,
      components: card.components.map((part) => withHandles(part, handles)),
    }))
    return { ...component, cards }
  }
  if (component.type !== "HEADER" || component.example?.header_handle === undefined) return component
  const header_handle = component.example.header_handle.map((handle) => handles.get(handle) ?? handle)
  return { ...component, example: { ...component.example, header_handle } }
}

/** We fetch no address that a request brings; only those of templates that Meta has. */
async function refuseForeignAddresses(
  { db }: Platform,
  account: Account,
  addresses: readonly string[],
): Promise<void> {
  const { rows } = await db.workspace(account.workspace_id, (tx) =>
    sql<{ address: string }>`
      SELECT address FROM unnest(${addresses}::text[]) AS address
      WHERE NOT EXISTS (SELECT FROM templates
        WHERE business_account_id = ${account.id} AND meta_id IS NOT NULL AND position(to_json(address)::text IN components::text) > 0)
    `.execute(tx),
  )
  if (rows[0]) {
    throw new Problem(
      "invalid_request",
      "A sample is a handle, or the address of a sample this account has.",
      {
        field: "components",
        help: "Upload the file with POST /v1/template-media and use the handle it answers.",
      },
    )
  }
}

async function uploadAgain(platform: Platform, account: Account, address: string): Promise<string> {
  // The address is signed by itself: Meta's access token has no business with the host it names.
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined)
  const bytes = answer?.ok ? Buffer.from(await answer.arrayBuffer()) : undefined
  const mimeType = bytes && sniffSample(bytes)
  if (bytes === undefined || mimeType === undefined) {
    throw new Problem("meta_unreachable", "The template's sample file could not be fetched from Meta.", {
      help: "Sync the templates and try again, or upload the file anew.",
    })
  }
  const file = { bytes, mimeType, filename: "sample" }
  return answered(await uploadSample(graphClient(platform, account), platform.config.meta.appId, file)).handle
}
