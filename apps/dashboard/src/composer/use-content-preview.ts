/** A message as it looks for a contact, while it is written. */
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData } from "@tanstack/react-query"
import { api, type Shapes } from "../api/client.ts"
import { asProblem, capitalized, issuesOf } from "../api/problem.ts"
import { type ContentDraft, givenContent, isBlank } from "./content.ts"
import type { PreviewAs } from "./preview-as.ts"

export interface ContentPreview {
  data: Shapes["MessagePreview"] | undefined
  /** What is wrong with it, by its path within the content. */
  issues: { path: string; message: string }[]
  /** What went wrong, where no field is to blame. */
  failure: unknown
}

export function useContentPreview(content: ContentDraft, as: PreviewAs): ContentPreview {
  const [settled] = useDebouncedValue(JSON.stringify({ content: givenContent(content), ...as.asked }), 300)
  const preview = api.useQuery(
    "post",
    "/v1/messages/preview",
    { body: JSON.parse(settled) },
    {
      enabled: as.asked !== undefined && !isBlank(content),
      placeholderData: keepPreviousData,
      retry: false,
    },
  )
  const refused =
    preview.error === null || preview.error === undefined ? [] : issuesOf(asProblem(preview.error))
  const ofFields = refused.flatMap(({ field, message }) =>
    field.startsWith("content.") ? [{ path: field.slice("content.".length), message }] : [],
  )
  // What was shown before was of something else.
  const data = preview.error ? undefined : preview.data
  const ofTemplate = data?.preview?.issues ?? []
  const ofMessage = data?.issues ?? []
  return {
    data,
    issues: [
      ...ofFields,
      ...ofTemplate.map(({ path, message }) => ({ path: `values.${path}`, message })),
      ...ofMessage.map(({ path, message }) => ({ path: `message.${path}`, message })),
    ].map((issue) => ({ ...issue, message: capitalized(issue.message) })),
    failure: ofFields.length > 0 ? undefined : preview.error,
  }
}
