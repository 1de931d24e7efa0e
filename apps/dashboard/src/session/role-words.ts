import type { Role } from "./me.ts"

/** `agent` → `an Agent`, as sentences name a role. */
export function roleWithArticle(role: Role): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role.charAt(0).toUpperCase()}${role.slice(1)}`
}

/**
 * What a permission lets a member do, for someone who lacks it: `templates:write` → `Edit templates`. One of a new room has its words
 * by its name.
 */
export function permissionInWords(permission: string): string {
  const [noun = permission, verb = ""] = permission.split(":")
  return `${verbs[verb] ?? "Use"} ${nouns[noun] ?? noun.replaceAll("_", " ")}`
}

const verbs: Readonly<Record<string, string>> = {
  read: "View",
  write: "Edit",
  manage: "Manage",
  launch: "Launch",
  reply: "Reply to",
  send: "Send",
}

const nouns: Readonly<Record<string, string>> = {
  api_keys: "API keys",
  audit: "the audit log",
  connection: "the WhatsApp connection",
  messages: "messages to single contacts",
  workspace: "the workspace",
}
