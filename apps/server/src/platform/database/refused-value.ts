/**
 * Whether PostgreSQL refused a value of the statement and would again: data exceptions (class 22), violated constraints (23)
 * and program limits (54). Anything else may pass.
 */
export function isRefusedValue(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    /^(22|23|54)/.test(error.code)
  )
}
