import { useMemo } from "react"
import { api } from "../api/client.ts"
import { useMay } from "../session/me.ts"
import { useCanvasNames } from "./api.ts"
import type { Names } from "./steps/step-form.ts"

const query = { params: { query: { limit: 500 } } } as const
const rarely = { staleTime: 60_000 }

/** What the things are called that canvases name, by their ids; as far as the member may read them. */
export function useNames(): Names {
  const may = useMay()
  const templates = api.useQuery("get", "/v1/template-groups", query, {
    ...rarely,
    enabled: may("templates:read"),
  })
  const segments = api.useQuery("get", "/v1/segments", query, { ...rarely, enabled: may("segments:read") })
  const campaigns = api.useQuery("get", "/v1/campaigns", query, { ...rarely, enabled: may("campaigns:read") })
  const groups = api.useQuery("get", "/v1/subscription-groups", query, rarely)
  const canvases = useCanvasNames()
  return useMemo(
    () =>
      new Map<string, string>([
        ...(templates.data?.data ?? []).flatMap(({ name, templates: all }) =>
          all.map(({ id }) => [id, name] as const),
        ),
        ...[segments.data, campaigns.data, groups.data, canvases.data].flatMap((page) =>
          (page?.data ?? []).map(({ id, name }) => [id, name] as const),
        ),
      ]),
    [templates.data, segments.data, campaigns.data, groups.data, canvases.data],
  )
}
