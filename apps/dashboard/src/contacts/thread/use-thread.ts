import { useQuery, useQueryClient } from "@tanstack/react-query"
import { client } from "../../api/client.ts"
import { serverNow } from "../../api/server-time.ts"
import { type Action, useAction } from "../../look/action.ts"
import { type Entry, pageSize, type Thread, ticksChangeIn, withNewest, withOlder } from "./thread.ts"

interface Between {
  contactId: string
  numberId: string
}

/** An entry before which a page is read. */
type Place = Pick<Entry, "at" | "id">

const path = "/v1/contacts/{id}/threads/{number_id}"

async function readPage({ contactId, numberId }: Between, before: Place | undefined) {
  const { data, error } = await client.GET(path, {
    params: {
      path: { id: contactId, number_id: numberId },
      query: { limit: pageSize, ...(before && { before: before.at, before_id: before.id }) },
    },
  })
  if (error) throw error
  return data.data
}

export interface ThreadInHand {
  thread: Thread | undefined
  failure: unknown
  retry: () => unknown
  /** Reads the page before the oldest entry that is shown. */
  showOlder: Action<[oldest: Place]>
}

/**
 * What a contact and a number wrote to each other, as it goes on. Only the newest page is asked for again and again; older
 * ones stay as they were read.
 */
export function useThread(between: Between): ThreadInHand {
  const queries = useQueryClient()
  // The path is in the place where changes look for the answers that they make old.
  const queryKey = ["get", path, between]
  const known = () => queries.getQueryData<Thread>(queryKey)
  const { data, error, refetch } = useQuery<Thread>({
    queryKey,
    queryFn: async () => {
      const newest = await readPage(between, undefined)
      return withNewest(known(), newest)
    },
    refetchInterval: ({ state }) =>
      state.data ? ticksChangeIn(state.data.entries.slice(0, pageSize), serverNow()) : false,
  })
  const showOlder = useAction(async (oldest: Place) => {
    const older = await readPage(between, oldest)
    queries.setQueryData<Thread>(queryKey, (now) => now && withOlder(now, older))
  })
  return { thread: data, failure: error, retry: refetch, showOlder }
}
