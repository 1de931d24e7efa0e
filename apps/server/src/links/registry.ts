/** The links of contents, each under a number of its own. */
import { createHash } from "node:crypto"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import { mostLinks } from "./link-id.ts"

export interface NewLink {
  place: string
  /** As it was written. */
  url: string
  /** Where it leads; null: that is personal, and kept for each message. */
  target: string | null
}

interface ContentLinksWanted {
  contentId: string
  links: readonly NewLink[]
}

/**
 * The numbers of links, given to those that are new. Two statements whatever their number.
 * @returns in the order of the contents and their links
 */
export async function registerLinks(
  tx: Tx,
  workspaceId: string,
  contents: readonly ContentLinksWanted[],
): Promise<number[][]> {
  const wanted = contents.flatMap(({ contentId, links }) =>
    links.map((link) => ({ ...link, contentId, digest: digestOf(link) })),
  )
  if (wanted.length === 0) return contents.map(() => [])
  const links = rows("link", wanted, {
    contentId: "uuid",
    digest: "bytea",
    place: "text",
    url: "text",
    target: "text",
  })
  await sql`
    INSERT INTO links (workspace_id, content_id, digest, place, url, target)
    SELECT DISTINCT ON (content_id, digest) ${workspaceId}::uuid, content_id, digest, place, url, target FROM ${links}
    ORDER BY content_id, digest
    ON CONFLICT (content_id, digest) DO NOTHING`.execute(tx)
  const { rows: known } = await sql<{ id: number; content_id: string; digest: Buffer }>`
    SELECT id, content_id, digest FROM links WHERE content_id = ANY(${contents.map(({ contentId }) => contentId)}::uuid[])
  `.execute(tx)
  const byDigest = new Map(
    known.map(({ id, content_id, digest }) => [`${content_id} ${digest.toString("hex")}`, id]),
  )
  return contents.map(({ contentId, links: own }) =>
    own.map((link) => {
      const id = byDigest.get(`${contentId} ${digestOf(link).toString("hex")}`)
      if (id === undefined || id > mostLinks) throw new Error("a link got no number")
      return id
    }),
  )
}

const digestOf = ({ place, url, target }: NewLink) =>
  createHash("sha256")
    .update(JSON.stringify([place, url, target]))
    .digest()
