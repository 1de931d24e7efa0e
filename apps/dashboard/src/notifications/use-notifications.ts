import { notificationWords } from "@parley/model"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { type Action, useAction } from "../look/action.ts"
import { dayAndTime, withInstants } from "../look/time/instants.ts"
import { amount, useNotation } from "../look/time/notation.ts"
import { sayFailed } from "../look/toasts.ts"

export type Notification = Shapes["Notification"]

/** What notifications say, as the member has dates and numbers written. */
export function useWords(): (notification: Notification) => { title: string; text: string } {
  const notation = useNotation()
  const writing = {
    amount: (count: number) => amount(count, notation),
    instant: (at: string) => dayAndTime(new Date(at), notation, "short"),
  }
  return ({ about }) => {
    const { title, text } = notificationWords(about, writing)
    return { title, text: withInstants(text, notation) }
  }
}

/** Marks as read: one, or one and all before it. */
export function useMarkRead(): Action<[Shapes["NotificationsRead"]]> {
  const queries = useQueryClient()
  return useAction(async (body: Shapes["NotificationsRead"]) => {
    const { error } = await client.POST("/v1/notifications/read", { body })
    if (error) throw error
    await queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/notifications"),
    })
  }, sayFailed)
}
