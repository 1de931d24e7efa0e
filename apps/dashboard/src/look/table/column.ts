import type { ReactNode } from "react"

/** What a table shows of each of its rows, under one heading. */
export interface Column<Row, Sort extends string = never> {
  /** Also its name in saved views; another one for each column of a table. */
  heading: string
  /** What is there; null: nothing is known, and a card leaves the line out. */
  cell: (row: Row) => ReactNode
  /**
   * `title`: what the row is about, and its card starts with; each table has one. `text`: may be long or without spaces, gives
   * way, and is cut after a line, with all of it under the pointer; so is a title. `long`: takes the lines that it needs.
   * `number`: its figures line up. `short`: stays on one line. `actions`: buttons, whose heading is for screen readers only.
   * Without one: a word or two.
   */
  kind?: "title" | "text" | "long" | "number" | "short" | "actions"
  /** What the API's `sort` calls it. Its heading sorts then. */
  sort?: Sort
  /** What a file has of it, where the cell is more than a text or a number. */
  text?: (row: Row) => string | number | null | undefined
  /** false: files leave it out, as its cells ask for what they show. */
  inFiles?: false
  /** Left out until the member chooses it. */
  isExtra?: boolean
}

/** As far as tables ask, whatever a column sorts by. */
export type AnyColumn<Row> = Column<Row, string>

/** Whether members may leave it out: not what the row is about, nor what can be done with it. */
export const isOptional = ({ kind }: Pick<AnyColumn<never>, "kind">): boolean =>
  kind !== "title" && kind !== "actions"

/** The headings that are left out until a member chooses otherwise. */
export const usuallyHidden = (columns: readonly AnyColumn<never>[]): string[] =>
  columns.filter(({ isExtra }) => isExtra === true).map(({ heading }) => heading)

/** The columns that are shown. @param hidden headings; those of columns that must not be left out do nothing */
export const shownColumns = <Row>(
  columns: readonly AnyColumn<Row>[],
  hidden: readonly string[],
): readonly AnyColumn<Row>[] =>
  columns.filter((column) => !isOptional(column) || !hidden.includes(column.heading))

/** What a file has of a column: its `text`, or the cell where that is one already. */
export function textOf<Row>({ text, cell }: AnyColumn<Row>, row: Row): string | number | null {
  if (text !== undefined) return text(row) ?? null
  const shown = cell(row)
  return typeof shown === "string" || typeof shown === "number" ? shown : null
}
