import { useBlocker } from "@tanstack/react-router"
import { useRef } from "react"

const question = "Your changes are not submitted yet. They are saved in this browser. Leave?"

/**
 * Asks before the page is left with unfinished work.
 * @returns set it while leaving is what is wanted
 */
export function useLeaveQuestion(isUnfinished: boolean) {
  const isLeaving = useRef(false)
  useBlocker({
    shouldBlockFn: () => isUnfinished && !isLeaving.current && !window.confirm(question),
    enableBeforeUnload: () => isUnfinished && !isLeaving.current,
  })
  return isLeaving
}
