/** Graph's instants: `2025-08-31T20:05:10+0000`. */
export function graphTime(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d{3}Z$/, "+0000")
}
