import { type QueryClient, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { gather } from "./batch-changes.ts"
import { staleAfter } from "./changes.ts"

const reopenMs = 30_000

/** Keeps what is on the screen as new as the server's: what others, webhooks and workers change shows by itself. */
export function useLiveUpdates(workspaceId: string): void {
  const queries = useQueryClient()
  useEffect(() => follow(workspaceId, queries), [workspaceId, queries])
}

/** @returns what ends it */
function follow(workspaceId: string, queries: QueryClient): () => void {
  const tell = gather<string>((changes) => refresh(queries, changes))
  let wasCut = false
  let stream = open()
  let reopening: number | undefined

  function open(): EventSource {
    const source = new EventSource(`/v1/events?workspace=${workspaceId}`)
    source.onopen = () => {
      // What changed while nobody listened is not told again.
      if (wasCut) void queries.invalidateQueries()
      wasCut = false
    }
    source.onmessage = ({ data }: MessageEvent<string>) => tell(data)
    source.onerror = () => {
      wasCut = true
      // The browser tries again by itself, unless the answer was a refusal.
      if (source.readyState !== EventSource.CLOSED) return
      reopening = window.setTimeout(() => {
        stream = open()
      }, reopenMs)
    }
    return source
  }

  return () => {
    clearTimeout(reopening)
    stream.close()
  }
}

function refresh(queries: QueryClient, changes: readonly string[]): Promise<void> {
  const isStale = staleAfter(changes)
  return queries.invalidateQueries({
    predicate: ({ queryKey: [, path] }) => typeof path === "string" && isStale(path),
  })
}
