import { downloadSample, isMediaAddress, type RemoteTemplate, uploadSample } from "@parley/whatsapp/graph"
import {
  type SampleFormat,
  sampleLimits,
  sniffSample,
  type TemplateComponent,
} from "@parley/whatsapp/templates"
import { answered, findAccount, graphClient } from "../../connect/index.ts"
import { sql } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
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
 * handles when it is submitted or edited: what is behind such an address is uploaded again.
 * @throws Problem invalid_request for an address that Meta has not told of a template of the account; meta_unreachable,
 *   meta_rejected, unavailable (too many files are in memory already)
 */
export async function withFreshSamples(
  platform: Platform,
  account: Account,
  components: readonly TemplateComponent[],
): Promise<TemplateComponent[]> {
  const samples = new Map(samplesOf(components).map((sample) => [sample.address, sample]))
  if (samples.size === 0) return [...components]
  await refuseForeignAddresses(platform, account, [...samples.keys()])
  const handles = new Map(
    await Promise.all(
      [...samples.values()].map(async (sample) => {
        const again = () => uploadAgain(platform, account, sample)
        const handle = await platform.files.hold(sample.maxBytes, again, account.workspace_id)
        return [sample.address, handle] as const
      }),
    ),
  )
  return components.map((component) => withHandles(component, handles))
}

/** Where the samples of a template lie, as Meta tells it. Pure. */
export function reportedSamples({ components }: RemoteTemplate): string[] {
  return samplesOf(components).map(({ address }) => address)
}

interface Sample {
  address: string
  maxBytes: number
}

function samplesOf(components: readonly TemplateComponent[]): Sample[] {
  return components.flatMap((component): Sample[] => {
    if (component.type === "CAROUSEL") return component.cards.flatMap((card) => samplesOf(card.components))
    if (component.type !== "HEADER") return []
    const { maxBytes } = sampleLimits[fileFormats[component.format] ?? "IMAGE"]
    const handles = component.example?.header_handle ?? []
    return handles.filter((handle) => /^https?:/i.test(handle)).map((address) => ({ address, maxBytes }))
  })
}

/** The sample of a GIF is a short video. */
const fileFormats: Readonly<Record<string, SampleFormat>> = {
  IMAGE: "IMAGE",
  VIDEO: "VIDEO",
  GIF: "VIDEO",
  DOCUMENT: "DOCUMENT",
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

/** We fetch no address that a request brings: Meta has told it, and it lies with Meta. */
async function refuseForeignAddresses(
  { db, config }: Platform,
  account: Account,
  addresses: readonly string[],
): Promise<void> {
  const { rows } = await db.workspace(account.workspace_id, (tx) =>
    sql<{ address: string }>`
      SELECT address FROM unnest(${addresses}::text[]) AS address
      WHERE NOT EXISTS (SELECT FROM templates
        WHERE business_account_id = ${account.id} AND address = ANY (sample_addresses))
    `.execute(tx),
  )
  if (rows.length > 0 || !addresses.every((address) => isMediaAddress(address, config.meta.graphUrl))) {
    throw new Problem(
      "invalid_request",
      "A sample is a handle, or the address of a sample that Meta shows of this account's templates.",
      {
        field: "components",
        help: "Sync the templates, or upload the file with POST /v1/template-media and use the handle it answers.",
      },
    )
  }
}

async function uploadAgain(platform: Platform, account: Account, sample: Sample): Promise<string> {
  const graph = graphClient(platform, account)
  const downloaded = await downloadSample(graph, sample.address, sample)
  const bytes = downloaded.ok ? downloaded.data.bytes : undefined
  const mimeType = bytes && sniffSample(bytes)
  if (bytes === undefined || mimeType === undefined) {
    throw new Problem("meta_unreachable", "The template's sample file could not be fetched from Meta.", {
      help: "Sync the templates and try again, or upload the file again.",
    })
  }
  const file = { bytes, mimeType, filename: "sample" }
  return answered(await uploadSample(graph, platform.config.meta.appId, file)).handle
}
