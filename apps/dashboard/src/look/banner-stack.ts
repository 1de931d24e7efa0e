/** Which of the banners that have something to say is shown. */
import { createContext, use, useId, useLayoutEffect } from "react"

/** `outage`: nothing works. `failed`: something does not. `warning`: something soon may not. `note`: something is not as usual. */
export type Tone = "outage" | "failed" | "warning" | "note"

/** The gravest first. */
const order: readonly Tone[] = ["outage", "failed", "warning", "note"]

export interface Waiting {
  id: string
  tone: Tone
}

/** A stack with one more; of two that are as grave, the one that was there first is above. Pure. */
export function withBanner(stack: readonly Waiting[], banner: Waiting): readonly Waiting[] {
  return [...stack.filter(({ id }) => id !== banner.id), banner].sort(
    (one, other) => order.indexOf(one.tone) - order.indexOf(other.tone),
  )
}

interface Stack {
  waiting: readonly Waiting[]
  /** Whether all are shown, not only the gravest. */
  isUnfolded: boolean
  enter: (banner: Waiting) => void
  leave: (id: string) => void
  unfold: (isUnfolded: boolean) => void
}

export const BannerStack = createContext<Stack | undefined>(undefined)

/** The turn of a banner, for as long as it is there. @returns its place in the stack, 0 for the gravest */
export function useTurn(tone: Tone): { place: number; isShown: boolean; stack: Stack } {
  const id = useId()
  const stack = use(BannerStack)
  if (stack === undefined) throw new Error("A banner stands outside of the place for banners.")
  const { enter, leave, waiting, isUnfolded } = stack
  useLayoutEffect(() => {
    enter({ id, tone })
    return () => leave(id)
  }, [enter, leave, id, tone])
  const place = waiting.findIndex((one) => one.id === id)
  return { place, isShown: place === 0 || (place > 0 && isUnfolded), stack }
}
