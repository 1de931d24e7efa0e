/** The file of an exported segment: made as it is downloaded, so that nothing of it is kept. */
import { randomUUID } from "node:crypto"
import { Zip, ZipDeflate } from "fflate"
import type { Platform } from "../../platform/index.ts"
import type { Profile } from "../users/export/read-profiles.ts"

/** What a link to a file is about. */
export interface FileLink {
  workspaceId: string
  segmentId: string
  fields: string[]
  /** Names of the attributes that are wanted, where not all are. */
  attributes: string[]
}

const context = "exported segment"
/** Braze's links are good for a few hours. */
const goodForMs = 4 * 60 * 60_000

export const filePath = "/users/export/segment/file"

type Needs = Pick<Platform, "secrets" | "clock" | "config">

/** A link that only this server can have made, as it opens what it is about. */
export function linkTo({ secrets, clock, config }: Needs, link: FileLink): string {
  const sealed = secrets.seal(JSON.stringify({ ...link, until: clock.now().getTime() + goodForMs }), context)
  return `${config.publicUrl.replace(/\/$/, "")}${filePath}?token=${sealed.toString("base64url")}`
}

/** What a link is about; undefined: it is none of ours, or too old. */
export function openLink({ secrets, clock }: Needs, token: unknown): FileLink | undefined {
  if (typeof token !== "string") return undefined
  try {
    const link = JSON.parse(secrets.open(Buffer.from(token, "base64url"), context))
    return link.until > clock.now().getTime() ? link : undefined
  } catch {
    return undefined
  }
}

/** As many users as Braze puts into one file. */
const usersOfOneFile = 5_000

/** Pages of users as a ZIP of files with one JSON object a line. */
export async function* zipOf(pages: AsyncIterable<readonly Profile[]>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  let file: ZipDeflate | undefined
  let inFile = 0
  for await (const page of pages) {
    if (!file || inFile >= usersOfOneFile) {
      file?.push(new Uint8Array(), true)
      file = new ZipDeflate(`${randomUUID().replaceAll("-", "")}.json`)
      zip.add(file)
      inFile = 0
    }
    file.push(Buffer.from(page.map((profile) => `${JSON.stringify(profile)}\n`).join("")))
    inFile += page.length
    yield* ready.splice(0)
  }
  file?.push(new Uint8Array(), true)
  zip.end()
  yield* ready.splice(0)
}
