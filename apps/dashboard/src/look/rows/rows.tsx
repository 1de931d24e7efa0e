import type { ReactNode } from "react"
import { Children } from "react"
import classes from "./rows.module.css"

/** A short list of things, a line between each. A long one, or one with columns, is a table. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className={classes.rows}>
      {Children.map(children, (row) => (
        <li>{row}</li>
      ))}
    </ul>
  )
}
