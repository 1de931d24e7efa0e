import { useNotation } from "../look/time/notation.ts"

/** The zone in which the days of Home start. */
export const useDayZone = (): string => useNotation().zone
