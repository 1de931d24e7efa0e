import type { NotificationKind } from "@parley/model"
import { z } from "zod"
import type { Permission } from "../workspaces/index.ts"

export const severity = z.enum(["info", "warning", "critical"])
type Severity = z.output<typeof severity>

interface KindRule {
  /** Who is told: those who have it. */
  permission: Permission
  /** critical: nothing is sent, or received, until somebody does something. */
  severity: Severity
}

/** Who is told of what, and how grave it is. */
export const kindRules: Readonly<Record<NotificationKind, KindRule>> = {
  check_failed: { permission: "connection:manage", severity: "critical" },
  number_stopped: { permission: "connection:read", severity: "critical" },
  quality_low: { permission: "connection:read", severity: "warning" },
  account_restricted: { permission: "connection:read", severity: "critical" },
  limit_reached: { permission: "campaigns:launch", severity: "warning" },
  messages_in_doubt: { permission: "campaigns:launch", severity: "warning" },
  template_stopped: { permission: "templates:write", severity: "warning" },
  category_changed: { permission: "templates:write", severity: "info" },
  webhook_disabled: { permission: "webhooks:manage", severity: "warning" },
  api_key_expiring: { permission: "api_keys:manage", severity: "warning" },
  approval_asked: { permission: "campaigns:approve", severity: "warning" },
  handed_over: { permission: "conversations:reply", severity: "info" },
  approval_decided: { permission: "campaigns:launch", severity: "info" },
  stop_requests: { permission: "conversations:read", severity: "warning" },
  import_finished: { permission: "contacts:write", severity: "info" },
  import_failed: { permission: "contacts:write", severity: "warning" },
}

const isKind = (name: string): name is NotificationKind => Object.hasOwn(kindRules, name)
const all = Object.keys(kindRules).filter(isKind)

/** The kinds that somebody with these permissions is told of. Pure. */
export const visibleKinds = (permissions: ReadonlySet<string>): NotificationKind[] =>
  all.filter((kind) => permissions.has(kindRules[kind].permission))
