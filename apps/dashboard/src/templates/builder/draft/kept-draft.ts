import { readComponents } from "@parley/whatsapp/templates"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../../api/client.ts"
import { serverNow } from "../../../api/server-time.ts"
import { type Draft, draftOf } from "./draft.ts"
import { withPictures } from "./sample-pictures.ts"

/** A draft as the server has it. */
export type KeptDraft = Shapes["TemplateDraft"]

/** Drafts that this page has started and of which the server cannot know yet. */
const started = new Set<string>()

/** Saves that are under way although their page was left. */
const underWay = new Set<Promise<void>>()

/** The id of a new draft: the later, the greater, as lists are in that order. */
export function beginDraft(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  const time = serverNow().getTime().toString(16).padStart(12, "0")
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  started.add(id)
  return id
}

/** The server may know of it from here on. */
export const markSent = (id: string): boolean => started.delete(id)

/** The next to open a draft waits for this. */
export function awaitedByNext(save: Promise<void>): void {
  underWay.add(save)
  void save.finally(() => underWay.delete(save))
}

type Which = { id: string } | { templateId: string }

/** What the server has of a draft, or of the draft of a template; null: nothing. What changes is asked for again. */
export function useKeptDraft(which: Which) {
  const [isNew] = useState(() => "id" in which && started.has(which.id))
  const query = useQuery({
    // As the API's queries are named: by that, what changes makes them old.
    queryKey: ["get", "id" in which ? "/v1/template-drafts/{id}" : "/v1/template-drafts", which],
    queryFn: async () => {
      await Promise.all(underWay)
      const id = "id" in which ? which.id : await draftOfTemplate(which.templateId)
      return id === undefined ? null : readDraft(id)
    },
    ...(isNew ? { initialData: null } : {}),
    staleTime: isNew ? Number.POSITIVE_INFINITY : 0,
    refetchOnMount: isNew ? false : "always",
    gcTime: 0,
  })
  const { data, error, refetch } = query
  // What an earlier visit was told may be older than what that visit wrote.
  return { data: isNew || query.isFetchedAfterMount ? data : undefined, error, refetch }
}

async function draftOfTemplate(templateId: string): Promise<string | undefined> {
  const { data, error } = await client.GET("/v1/template-drafts", {
    params: { query: { template_id: templateId, limit: 1 } },
  })
  if (error) throw error
  return data.data[0]?.id
}

async function readDraft(id: string): Promise<KeptDraft | null> {
  const { data, error, response } = await client.GET("/v1/template-drafts/{id}", {
    params: { path: { id } },
  })
  if (response.status === 404) return null
  if (error) throw error
  return data
}

/** What a kept draft says, to go on with. */
export function draftOfKept({ definition }: Pick<KeptDraft, "definition">): Draft {
  const { name, language, category, parameter_format, message_send_ttl_seconds: ttl } = definition
  return withPictures(
    draftOf({
      name,
      language,
      category,
      components: readComponents(definition.components).components,
      parameter_format: parameter_format ?? "POSITIONAL",
      ...(ttl === undefined ? {} : { message_send_ttl_seconds: ttl }),
    }),
  )
}
