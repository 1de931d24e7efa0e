import { useEffect, useRef, useState } from "react"
import { asProblem } from "../api/problem.ts"
import { useIsSessionOver } from "../api/session-end.ts"

/** Within this time of a press, the same press is the second half of a double click. Windows and GTK wait 500 and 400 ms. */
export const doubleClickMs = 500

interface Press {
  args: readonly unknown[]
  startedAtMs: number
}

export interface Action<Args extends readonly unknown[]> {
  /** Does it, unless it is under way, or was done by the first press of a double click. Never throws. */
  run: (...args: Args) => Promise<void>
  isBusy: boolean
  /** What it is being done with, while it is under way. */
  underWay: Args | undefined
  /** Why it failed the last time, in a shape that `asProblem` reads. It stands until the next outcome is known. */
  failure: unknown
  /** Takes the failure off the screen, as when what caused it was changed. */
  forget: () => void
}

/**
 * Something that a member sets off with a button or a form. It happens once, however the button is pressed: what is under
 * way is not started again, and a double click is one press even where the first half of it was answered in between.
 * @param act throws what went wrong: the `error` of the API's client, or anything else that `asProblem` reads
 * @param show puts a failure where it belongs and returns what is left for `failure`: `sayFailed` leaves nothing,
 * `showOnFields` what no field is to blame for
 */
export function useAction<Args extends readonly unknown[]>(
  act: (...args: Args) => unknown,
  show: (failure: unknown) => unknown = (failure) => failure,
): Action<Args> {
  // State is only seen by the next rendering, and two events may come before that.
  const isUnderWay = useRef(false)
  const lastDone = useRef<Press>(undefined)
  const [underWay, setUnderWay] = useState<Args>()
  const [failure, setFailure] = useState<unknown>()
  const isSessionOver = useIsSessionOver()
  useEffect(() => {
    // Signed in again, the member can do it: that they could not is no news any more.
    const isOld = (failed: unknown) => !isSessionOver && asProblem(failed).code === "unauthorized"
    setFailure((failed: unknown) => (isOld(failed) ? undefined : failed))
  }, [isSessionOver])
  const run = async (...args: Args) => {
    const startedAtMs = performance.now()
    if (isUnderWay.current || isSecondPress(lastDone.current, args.slice(0, act.length), startedAtMs)) return
    isUnderWay.current = true
    setUnderWay(args)
    try {
      await act(...args)
      // Handlers are given their event too, which is another one for each press.
      lastDone.current = { args: args.slice(0, act.length), startedAtMs }
      setFailure(undefined)
    } catch (failed) {
      setFailure(show(failed))
    } finally {
      isUnderWay.current = false
      setUnderWay(undefined)
    }
  }
  return { run, isBusy: underWay !== undefined, underWay, failure, forget: () => setFailure(undefined) }
}

/** Other input is another press, however soon it comes: a form's values, another choice in a list. */
function isSecondPress(last: Press | undefined, args: readonly unknown[], nowMs: number): boolean {
  if (last === undefined || nowMs - last.startedAtMs > doubleClickMs) return false
  return args.every((arg, index) => Object.is(arg, last.args[index]))
}
