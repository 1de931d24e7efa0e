import type { FastifyRequest } from "fastify"
import { Problem } from "../platform/errors.ts"
import type { Principal } from "../platform/idempotency/index.ts"
import type { Access, Permission, Permissions } from "./permissions.ts"

/** Who a request speaks for, inside one workspace. */
export interface Caller {
  workspaceId: string
  /** As it is in consent records and the audit log: `api_key:<id>` or `member:<id>`. */
  actor: string
  /** The member's name, or the key's. */
  name: string
  permissions: ReadonlySet<Permission>
  /** The member behind it; undefined for an API key. */
  memberId: string | undefined
  /** The member who answers for it: themselves, or who made the key; undefined for a key made with the installation. */
  answerableId: string | undefined
  /** What it was recognised by. */
  proof: { kind: "session" | "api_key"; id: string }
  role: string | undefined
}

/** A member who is signed in, whatever workspace the request is about. */
export interface SignedInMember {
  id: string
  name: string
  email: string
  sessionId: string
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** What the caller needs; a route under /v1 without it answers nobody. */
    permission?: Access
  }
  interface FastifyRequest {
    /** Set on every route that asks for a permission or for `workspace`. */
    caller: Caller
    /** Set on every route that asks for `session`. */
    member: SignedInMember
    /** The API key of a request that was refused: it may not do that, or has expired. */
    refusedKey?: { id: string; workspaceId: string }
  }
}

/** Whose a request is, once it has passed its permission; undefined on public routes. */
export function principalOf({ caller, member, routeOptions }: FastifyRequest): Principal {
  if (routeOptions.config.permission === "operator") return { workspaceId: undefined, actor: "operator" }
  // Typed as always there, as handlers of such routes find them; a route has one of them at most.
  const known: { caller: Caller | undefined; member: SignedInMember | undefined } = { caller, member }
  if (known.caller) return { workspaceId: known.caller.workspaceId, actor: known.caller.actor }
  return known.member && { workspaceId: undefined, actor: `member:${known.member.id}` }
}

/** @throws Problem forbidden, naming the permission and who can give it */
export function checkPermission(
  caller: Caller,
  permission: Permission,
  { rolesWith }: Pick<Permissions, "rolesWith">,
): void {
  if (caller.permissions.has(permission)) return
  const able = rolesWith(permission).join(", ")
  const refusal = caller.memberId
    ? {
        message: `Your role here, ${caller.role}, does not include the permission ${permission}.`,
        help: `These roles include it: ${able}. An owner or admin of the workspace can change yours.`,
      }
    : {
        message: `This API key does not have the permission ${permission}.`,
        help: `Create a key that has it; an owner, admin or developer can.`,
      }
  throw new Problem("forbidden", refusal.message, { help: refusal.help, extra: { permission } })
}
