/** Everything a caller may be allowed to do. Stable: API keys carry these names. */
export const permissions = [
  "contacts:read",
  "contacts:write",
  "subscriptions:read",
  "subscriptions:write",
  "templates:read",
  "templates:write",
  "campaigns:read",
  "campaigns:write",
  "campaigns:launch",
  "conversations:read",
  "conversations:reply",
  "connection:read",
  "connection:manage",
  "members:read",
  "members:manage",
  "api_keys:manage",
  "audit:read",
  "workspace:manage",
] as const
export type Permission = (typeof permissions)[number]

/**
 * What a route under /v1 asks of its caller; every route names one in its config.
 * `public`: nothing. `session`: a signed-in member, in no workspace yet. `workspace`: anyone who may enter the workspace.
 * `operator`: the person who runs the installation, in no workspace at all; see operator.ts.
 */
export type Access = Permission | "public" | "session" | "workspace" | "operator"

const reading = [
  "contacts:read",
  "subscriptions:read",
  "templates:read",
  "campaigns:read",
  "conversations:read",
  "connection:read",
  "members:read",
] as const satisfies readonly Permission[]

interface RoleDescription {
  description: string
  permissions: readonly Permission[]
}

/** The roles a member can have in a workspace, the mightiest first. */
export const roles = {
  owner: {
    description: "Everything, including who else is an owner.",
    permissions,
  },
  admin: {
    description: "Everything but making and removing owners.",
    permissions,
  },
  marketer: {
    description: "Writes templates and campaigns, launches them, and looks after contacts and their consent.",
    permissions: [
      ...reading,
      "contacts:write",
      "subscriptions:write",
      "templates:write",
      "campaigns:write",
      "campaigns:launch",
    ],
  },
  agent: {
    description: "Answers conversations and keeps contacts up to date.",
    permissions: [...reading, "contacts:write", "subscriptions:write", "conversations:reply"],
  },
  developer: {
    description: "Connects WhatsApp and other systems; makes API keys. Launches nothing.",
    permissions: [
      ...reading,
      "contacts:write",
      "subscriptions:write",
      "templates:write",
      "campaigns:write",
      "connection:manage",
      "api_keys:manage",
      "audit:read",
    ],
  },
  viewer: {
    description: "Sees, and changes nothing.",
    permissions: reading,
  },
} as const satisfies Record<string, RoleDescription>

export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as [Role, ...Role[]]

export const isRole = (name: string): name is Role => Object.hasOwn(roles, name)
export const isPermission = (name: string): name is Permission => permissions.some((known) => known === name)

/** The roles whose members have a permission, for the sentence that refuses somebody else. */
export function rolesWith(permission: Permission): Role[] {
  return roleNames.filter((name) => roles[name].permissions.some((granted) => granted === permission))
}
