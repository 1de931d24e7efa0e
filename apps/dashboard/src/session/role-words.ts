import type { Permission, Role } from "./me.ts"

/** `agent` → `an Agent`, as sentences name a role. */
export function roleWithArticle(role: Role): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role.charAt(0).toUpperCase()}${role.slice(1)}`
}

/** What a permission lets a member do, in words for someone who lacks it. */
export const permissionWords: Readonly<Record<Permission, string>> = {
  "api_keys:manage": "Manage API keys",
  "audit:read": "View the audit log",
  "campaigns:launch": "Launch campaigns",
  "campaigns:read": "View campaigns",
  "campaigns:write": "Edit campaigns",
  "connection:manage": "Manage the WhatsApp connection",
  "connection:read": "View the WhatsApp connection",
  "contacts:read": "View contacts",
  "contacts:write": "Edit contacts",
  "conversations:read": "View conversations",
  "conversations:reply": "Reply to conversations",
  "members:manage": "Manage members",
  "members:read": "View members",
  "subscriptions:read": "View subscriptions",
  "subscriptions:write": "Edit subscriptions",
  "templates:read": "View templates",
  "templates:write": "Edit templates",
  "workspace:manage": "Manage the workspace",
}
