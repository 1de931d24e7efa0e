/** What keys do while a row has the focus. Pure. */
export type RowStep = { does: "nothing" } | { does: "go"; to: number } | { does: "tick" } | { does: "clear" }

/** @param at the place of the row; @param count how many there are */
export function rowStepOf(
  { key, isOnCheckbox }: { key: string; isOnCheckbox: boolean },
  at: number,
  count: number,
): RowStep {
  const go = (to: number): RowStep =>
    to < 0 || to >= count || to === at ? { does: "nothing" } : { does: "go", to }
  switch (key) {
    case "ArrowDown":
      return go(at + 1)
    case "ArrowUp":
      return go(at - 1)
    case "Home":
      return go(0)
    case "End":
      return go(count - 1)
    case " ":
      // A checkbox does that by itself.
      return isOnCheckbox ? { does: "nothing" } : { does: "tick" }
    case "Escape":
      return { does: "clear" }
    default:
      return { does: "nothing" }
  }
}
