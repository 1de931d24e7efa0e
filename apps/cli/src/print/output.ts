/** Where a screen writes to; `process.stdout` and `process.stderr` are such. */
export interface Paper {
  write(text: string): unknown
  isTTY?: boolean | undefined
  columns?: number | undefined
}
