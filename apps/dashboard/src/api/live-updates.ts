import { type QueryClient, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { gather } from "./batch-changes.ts"
import { staleAfter } from "./changes.ts"
import { suspectConnection } from "./connection.ts"
import { hearServerTime } from "./server-time.ts"

const reopenMs = 30_000

/** Keeps what is on the screen as new as the server's: what others, webhooks and workers change shows by itself. */
export function useLiveUpdates(workspaceId: string): void {
  const queries = useQueryClient()
  useEffect(() => follow(workspaceId, queries), [workspaceId, queries])
}

/**
 * Listens while the page is shown. A browser has six connections to one address, for all of its tabs, and keeps the stream of
 * a page that it left but may go back to: were it not closed, the seventh page would wait for a connection.
 * @returns what ends it
 */
function follow(workspaceId: string, queries: QueryClient): () => void {
  const tell = gather<string>((changes) => refresh(queries, changes))
  const ended = new AbortController()
  let wasCut = false
  let stream: EventSource | undefined
  let reopening: number | undefined

  function open(): void {
    if (stream && stream.readyState !== EventSource.CLOSED) return
    const source = new EventSource(`/v1/events?workspace=${workspaceId}`)
    source.onopen = () => {
      // What changed while nobody listened is not told again.
      if (wasCut) void queries.invalidateQueries()
      wasCut = false
    }
    source.onmessage = ({ data }: MessageEvent<string>) => tell(data)
    source.addEventListener("time", ({ data }: MessageEvent<string>) => hearServerTime(data))
    source.onerror = () => {
      wasCut = true
      suspectConnection()
      // The browser tries again by itself, unless the answer was a refusal.
      if (source.readyState === EventSource.CLOSED) reopening = window.setTimeout(open, reopenMs)
    }
    stream = source
  }

  function close(): void {
    clearTimeout(reopening)
    stream?.close()
    wasCut = true
  }

  const { signal } = ended
  const openWhileShown = () => (document.visibilityState === "visible" ? open() : close())
  openWhileShown()
  document.addEventListener("visibilitychange", openWhileShown, { signal })
  window.addEventListener("pagehide", close, { signal })
  window.addEventListener("pageshow", openWhileShown, { signal })

  return () => {
    ended.abort()
    close()
  }
}

function refresh(queries: QueryClient, changes: readonly string[]): Promise<void> {
  const isStale = staleAfter(changes)
  return queries.invalidateQueries({
    predicate: ({ queryKey: [, path] }) => typeof path === "string" && isStale(path),
  })
}
