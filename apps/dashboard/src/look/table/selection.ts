/** Which rows are ticked, by their ids, on this page and on those that the member came from. Pure. */
export type Selection<Row> = ReadonlyMap<string, Row>

interface WithId {
  id: string
}

/**
 * Ticks a row, or takes its tick away. With `from`, the place of the row that was ticked before, all rows up to there become as
 * this one does, as Shift does in lists of files.
 */
export function ticked<Row extends WithId>(
  before: Selection<Row>,
  rows: readonly Row[],
  at: number,
  from = at,
): Selection<Row> {
  const row = rows[at]
  if (row === undefined) return before
  return withTicks(before, rows.slice(Math.min(at, from), Math.max(at, from) + 1), !before.has(row.id))
}

/** Ticks all rows of a page, or none of them where all are ticked. */
export function allTicked<Row extends WithId>(before: Selection<Row>, rows: readonly Row[]): Selection<Row> {
  return withTicks(before, rows, tickedOf(before, rows) !== "all")
}

function withTicks<Row extends WithId>(before: Selection<Row>, rows: readonly Row[], isTicked: boolean) {
  const after = new Map(before)
  for (const row of rows) {
    if (isTicked) after.set(row.id, row)
    else after.delete(row.id)
  }
  return after
}

/** How many of a page are ticked. */
export function tickedOf<Row extends WithId>(
  selection: Selection<Row>,
  rows: readonly Row[],
): "none" | "some" | "all" {
  const count = rows.filter(({ id }) => selection.has(id)).length
  return count === 0 ? "none" : count === rows.length ? "all" : "some"
}
