/** What lists of campaigns and canvases, and copies of them, are asked for with. */
import type { Asked } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readPage } from "../frame/lists.ts"
import { readTime } from "../users/track/time.ts"
import { readFlag } from "./recipients.ts"

const ofOnePage = 100

/** @throws Fatal 400 */
export function readListing(input: Asked["input"]) {
  const { sort_direction: direction = "asc" } = input
  if (direction !== "asc" && direction !== "desc") throw new Fatal("'sort_direction' must be 'asc' or 'desc'")
  const edited = input["last_edit.time"] ?? input["last_edit.time[gt]"]
  const after = edited === undefined ? new Date(0) : readTime([edited].flat()[0])
  if (!after) throw new Fatal("'last_edit.time[gt]' must be a datetime in ISO 8601")
  return {
    direction,
    /** When it was changed last. */
    after,
    isWithArchived: readFlag(input.include_archived),
    most: ofOnePage,
    offset: readPage(input.page) * ofOnePage,
  }
}

const longestName = 200

/** What a copy is called, and its tags where they are others. @throws Fatal 400 */
export function readCopy({ name, tag_names: tags }: Asked["input"]): { name: string; tags?: string[] } {
  if (typeof name !== "string" || name.trim() === "" || name.length > longestName)
    throw new Fatal(`'name' is required, with at most ${longestName} characters`)
  const isTags = Array.isArray(tags) && tags.every((tag): tag is string => typeof tag === "string")
  if (tags !== undefined && !isTags) throw new Fatal("'tag_names' must be an array of strings")
  return { name: name.trim(), ...(isTags && { tags }) }
}
