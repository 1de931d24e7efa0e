/** One field of a change; undefined where there was, or is, nothing. */
interface ChangedField {
  field: string
  was: string | undefined
  is: string | undefined
}

/** Fields whose change says nothing to people. */
const silent = new Set(["id", "workspace_id", "created_at", "updated_at"])

/** What an audit record says changed, field by field, in the order of names. */
export function changedFields(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): ChangedField[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...fields]
    .filter((field) => !silent.has(field))
    .sort()
    .map((field) => ({ field, was: inWords(before?.[field]), is: inWords(after?.[field]) }))
    .filter(({ was, is }) => was !== is)
}

function inWords(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === "string" ? value : JSON.stringify(value)
}

/** `subscription_group.archived` → `Subscription group archived`. */
export function asWords(name: string): string {
  const words = name.replaceAll(/[._]/g, " ")
  return words.charAt(0).toUpperCase() + words.slice(1)
}
