import { useNotation } from "../look/time/notation.ts"
import { useWorkspace } from "./me.ts"

/** The zone in which days start where they are counted: the workspace's, so that all of its members count the same days; where it has none, the member's. */
export function useDayZone(): string {
  const { zone } = useNotation()
  return useWorkspace().time_zone ?? zone
}

/** The zone whose clock says when something is sent by the workspace's clock. */
export const useSendingZone = (): string => useWorkspace().time_zone ?? "UTC"
