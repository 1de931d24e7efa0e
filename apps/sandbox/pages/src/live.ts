/** Reads that keep themselves fresh, and changes that refresh them. */
import { notifications } from "@mantine/notifications"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { z } from "zod"
import { ApiError, control } from "./api.ts"

/** Everything happens on one machine: asking again each second costs nothing and misses nothing. */
const refreshMs = 1_000

/** `/_sandbox/{path}`, asked for again every second. `keepsPrevious` shows what another path answered until this one has. */
export function useLive<T>(
  schema: z.ZodType<T>,
  path: string,
  { keepsPrevious = false }: { keepsPrevious?: boolean } = {},
) {
  return useQuery({
    queryKey: [path],
    queryFn: () => control(schema, "GET", path),
    refetchInterval: refreshMs,
    ...(keepsPrevious ? { placeholderData: keepPreviousData } : {}),
    retry: (_failures, error) => !(error instanceof ApiError) || error.code === "unavailable",
  })
}

/** A change: what it shows is read again when it is done, and a refusal is told unless the caller shows it beside a field. */
export function useChange<Arguments, Result>(
  change: (wanted: Arguments) => Promise<Result>,
  { tellsErrors = true }: { tellsErrors?: boolean } = {},
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries(),
    onError: (error) => {
      if (tellsErrors)
        notifications.show({ color: "red", title: "That did not work", message: error.message })
    },
  })
}
