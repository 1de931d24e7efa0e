import { useLocation } from "@tanstack/react-router"
import { useEffect } from "react"
import { ownKey } from "../../api/own-keys.ts"
import { chosenWorkspace } from "../../api/workspace-choice.ts"

type Search = Readonly<Record<string, unknown>>
type Pages = ReturnType<typeof useLocation>["state"]["pages"]
interface Left {
  search: Search
  pages?: Pages
}

/** In another workspace are other pages. */
const keyOf = () => ownKey(`left lists ${chosenWorkspace()}`)

function readAll(): Readonly<Record<string, Left>> {
  // Only this file writes there.
  return JSON.parse(sessionStorage.getItem(keyOf()) ?? "{}")
}

/** Keeps, for each address, what was searched there and which page was shown, so that a way back leads to that. */
export function useRememberedLists(): void {
  const { pathname, search, state } = useLocation()
  useEffect(() => {
    // A way back leads to the list, not to a dialog that was open over it.
    const { dialog: _, ...listed } = search
    const left: Left = { search: listed, ...(state.pages ? { pages: state.pages } : {}) }
    sessionStorage.setItem(keyOf(), JSON.stringify({ ...readAll(), [pathname]: left }))
  }, [pathname, search, state.pages])
}

/** How the list at an address was left; as it starts, where nobody was there. */
export function leftList(pathname: string): Left {
  return readAll()[pathname] ?? { search: {} }
}
