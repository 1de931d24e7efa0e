/** Files of the library that a content names: whether they are there, and are what stands in their place. */
import { libraryFileOf, type NamedFile, namedFiles } from "@parley/model"
import { sql, type Tx } from "../platform/database/index.ts"
import { Problem } from "../platform/errors.ts"

/** What the member of a message takes. */
const kindOf: Readonly<Record<string, string>> = {
  image: "image",
  video: "video",
  audio: "audio",
  document: "document",
  sticker: "sticker",
}

/**
 * Looks up the files of the library that a content names.
 * @param headerKind of a member that does not say its kind itself, such as `header_media` of a template
 * @returns their ids
 * @throws Problem invalid_request naming the field
 */
export async function refuseUnknownFiles(
  tx: Tx,
  content: unknown,
  headerKind: (file: NamedFile) => string | undefined = () => undefined,
): Promise<string[]> {
  const named = namedFiles(content)
  if (named.length === 0) return []
  const ids = named.map((file) => {
    const id = libraryFileOf(file.id)
    if (id !== undefined) return id
    throw new Problem("invalid_request", "This names no file of the media library.", {
      field: `content.${file.path}`,
      help: "Write `library:` and the id of a file, without Liquid. For a file that depends on the contact, give a `link` with Liquid.",
    })
  })
  // Held, so that none of them is deleted before what names it is written.
  const { rows } = await sql<{ id: string; kind: string; name: string }>`
    SELECT id, kind, name FROM media_files WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR KEY SHARE`.execute(
    tx,
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  for (const [place, file] of named.entries()) {
    const row = known.get(ids[place] ?? "")
    const field = `content.${file.path}`
    if (row === undefined)
      throw new Problem("invalid_request", "There is no such file in the media library.", {
        field,
        help: "GET /v1/media lists the files of this workspace.",
      })
    const wanted = kindOf[file.member] ?? headerKind(file)
    if (wanted !== undefined && wanted !== row.kind)
      throw new Problem(
        "invalid_request",
        `${row.name} is of the kind ${row.kind}, and ${wanted} is needed here.`,
        {
          field,
          help: "Choose another file.",
        },
      )
  }
  return [...new Set(ids)]
}
