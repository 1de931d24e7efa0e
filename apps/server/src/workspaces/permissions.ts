import { eachOnce, type Room } from "../platform/define-room.ts"

/** Something that a caller may be allowed to do: `contacts:read`. Stable: API keys carry these names. */
export type Permission = `${string}:${string}`

/**
 * What a route under /v1 asks of its caller; every route names one in its config.
 * `public`: nothing. `session`: a signed-in member, in no workspace yet. `workspace`: anyone who may enter the workspace.
 * `operator`: the person who runs the installation, in no workspace at all; see operator.ts.
 */
export type Access = Permission | "public" | "session" | "workspace" | "operator"

/** The roles a member can have in a workspace, the mightiest first, and what they are for. */
export const roles = {
  owner: "Everything, including who else is an owner.",
  admin: "Everything but making and removing owners.",
  marketer: "Writes templates and campaigns, launches them, and looks after contacts and their consent.",
  agent: "Answers conversations, sends templates to single contacts, and keeps contacts up to date.",
  developer: "Connects WhatsApp and other systems; makes API keys. Launches nothing.",
  viewer: "Sees, and changes nothing.",
} as const

export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as [Role, ...Role[]]

export const isRole = (name: string): name is Role => Object.hasOwn(roles, name)

/** A role that has what it is given. Owners and admins have everything. */
type GivenRole = Exclude<Role, "owner" | "admin">

/** For a permission that everyone has who may enter the workspace. */
export const everyRole: readonly GivenRole[] = ["marketer", "agent", "developer", "viewer"]

declare module "../platform/define-room.ts" {
  interface Room {
    /** What callers may be allowed to do in this room, and which roles have it beside owners and admins. */
    permissions?: Readonly<Record<Permission, readonly GivenRole[]>>
    /** Permissions that another one includes: an API key that was given the other has them, too. */
    includedPermissions?: Readonly<Record<Permission, Permission>>
  }
}

/** Everything that may be allowed in this house, and to which roles. */
export interface Permissions {
  all: [Permission, ...Permission[]]
  of(role: Role): readonly Permission[]
  isPermission(name: string): name is Permission
  /** The roles whose members have it, for the sentence that refuses someone else. */
  rolesWith(permission: Permission): readonly Role[]
  /** What an API key that was given these may do, included permissions among them. What no room declares is left out. */
  givenBy(names: readonly string[]): Permission[]
}

/** @throws Error when two rooms declare one permission, or none declares any */
export function permissionsOf(rooms: readonly Room[]): Permissions {
  eachOnce(rooms, "declares", ({ permissions = {} }) => Object.keys(permissions))
  const declared = rooms.flatMap(({ permissions = {} }) => Object.entries(permissions))
  const grants = new Map<string, readonly Role[]>(
    declared.map(([name, given]) => [name, roleNames.filter((role) => isMighty(role) || isIn(given, role))]),
  )
  const isPermission = (name: string): name is Permission => grants.has(name)
  const [first, ...more] = [...grants.keys()].filter(isPermission)
  if (first === undefined) throw new Error("No room declares a permission.")
  const all: Permissions["all"] = [first, ...more]
  const rolesWith = (permission: Permission) => grants.get(permission) ?? []
  const byRole = new Map(roleNames.map((role) => [role, all.filter((one) => rolesWith(one).includes(role))]))
  const includedIn = new Map(
    rooms.flatMap(({ includedPermissions = {} }) => Object.entries(includedPermissions)),
  )
  const givenBy = (names: readonly string[]) =>
    all.filter((one) => names.includes(one) || names.includes(includedIn.get(one) ?? ""))
  return { all, of: (role) => byRole.get(role) ?? [], isPermission, rolesWith, givenBy }
}

const isMighty = (role: Role) => role === "owner" || role === "admin"
const isIn = (given: readonly GivenRole[], role: Role) => given.some((one) => one === role)
