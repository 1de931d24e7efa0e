import { useNotation } from "../look/time/notation.ts"
import { useWorkspace } from "../session/me.ts"

/** The zone in which the days of Home start: the workspace's, so that all of its members count the same days. */
export function useDayZone(): string {
  const { zone } = useNotation()
  return useWorkspace().time_zone ?? zone
}
