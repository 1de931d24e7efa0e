import { Rows, type RowsProps } from "./rows.tsx"

/** A table of what is all there already, such as the columns of a file. A list of the API is a `DataTable`. */
export function Sheet<Row>(props: Pick<RowsProps<Row>, "label" | "columns" | "rows" | "keyOf" | "linkOf">) {
  return <Rows {...props} />
}
