import { useLocation } from "@tanstack/react-router"
import { useEffect } from "react"

/** Brings the part of the page that the address names into view, once the page has it. */
export function useScrollToHash(isThere: boolean): void {
  const { hash } = useLocation()
  useEffect(() => {
    if (isThere && hash !== "") document.getElementById(hash)?.scrollIntoView({ block: "start" })
  }, [isThere, hash])
}
