/** Where contents name files of the media library. Pure. */

const prefix = "library:"
const pattern = /^library:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** What stands in a content as the `id` of a medium that is in the library. */
export const libraryId = (fileId: string): string => prefix + fileId

/** The file of the library that an `id` of a medium names; undefined: it is an id of Meta's, or Liquid. */
export const libraryFileOf = (id: string): string | undefined => pattern.exec(id)?.[1]

/** Whether it means to name a file of the library, rightly or not. */
const namesLibrary = (id: string): boolean => id.trimStart().startsWith(prefix)

/** A medium of a content that is in the library. */
export interface NamedFile {
  /** As it stands there. */
  id: string
  /** From the content on, such as `message.image.id`. */
  path: string
  /** The member that it is of, such as `image` or `header_media`. */
  member: string
}

/** The media of a content whose `id` means a file of the library, each where it stands. */
export function namedFiles(value: unknown, path = "", member = ""): NamedFile[] {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]): NamedFile[] => {
    const at = path === "" ? key : `${path}.${key}`
    if (key === "id" && typeof inner === "string")
      return namesLibrary(inner) ? [{ id: inner, path: at, member }] : []
    return namedFiles(inner, at, /^\d+$/.test(key) ? member : key)
  })
}

/** The files of the library that a content names, each once. */
export const filesOfContent = (content: unknown): string[] => [
  ...new Set(namedFiles(content).flatMap(({ id }) => libraryFileOf(id) ?? [])),
]
