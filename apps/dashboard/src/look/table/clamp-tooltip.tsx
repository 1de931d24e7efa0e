import { Tooltip } from "@mantine/core"
import { type RefObject, useEffect, useState } from "react"

const isCut = (cell: HTMLElement): boolean =>
  cell.scrollHeight > cell.clientHeight + 1 || cell.scrollWidth > cell.clientWidth + 1

/** Shows all of a cell that is cut, while the pointer or the focus is on it. One for a whole table: most cells are not. */
export function ClampTooltip({ within }: { within: RefObject<HTMLElement | null> }) {
  const [cell, setCell] = useState<HTMLElement | null>(null)
  useEffect(() => {
    const host = within.current
    if (host === null) return
    const look = ({ target }: Event) => {
      const found = target instanceof Element ? target.closest<HTMLElement>("[data-cut]") : null
      setCell(found !== null && isCut(found) ? found : null)
    }
    const leave = () => setCell(null)
    const listened = [
      ["pointerover", look],
      ["pointerleave", leave],
      ["focusin", look],
      ["focusout", leave],
    ] as const
    for (const [event, hear] of listened) host.addEventListener(event, hear)
    return () => {
      for (const [event, hear] of listened) host.removeEventListener(event, hear)
    }
  }, [within])
  if (cell === null) return null
  return <Tooltip key={cell.textContent} target={cell} label={cell.textContent} opened multiline maw={420} />
}
