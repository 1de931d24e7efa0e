import { isAPIError } from "better-auth/api"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { actingAs } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { findExpiredKey, recogniseApiKey } from "../api-keys/api-keys.ts"
import { type Caller, checkPermission, type SignedInMember } from "../caller.ts"
import { roleIn } from "../members/memberships.ts"
import { requireOperator } from "../operator.ts"
import { type Permissions, permissionsOf } from "../permissions.ts"
import { type Authentication, createAuthentication } from "./authentication.ts"
import { isOwnOrigin } from "./own-origin.ts"

const bearer = /^Bearer (pk_[A-Za-z0-9_-]{32,200})$/i
const workspaceHeader = "parley-workspace"
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const reading = new Set(["GET", "HEAD"])

type Needs = Pick<Platform, "db" | "clock" | "config" | "secrets" | "logger" | "rooms">

/**
 * Puts every route of `api` behind its permission, which each names in its config: an API key or a member's session is
 * recognised, the permission is checked, and what the handler writes is recorded as the caller's.
 */
export function requirePermissions(
  api: Pick<FastifyInstance, "addHook">,
  platform: Needs,
  authentication: Authentication = createAuthentication(platform),
): void {
  const permissions = permissionsOf(platform.rooms)
  api.addHook("onRoute", ({ method, url, config }) => {
    const access = config?.permission
    if (access?.includes(":") && !permissions.isPermission(access))
      throw new Error(`${method} ${url} asks for ${access}, which no room declares`)
  })
  api.addHook("onRequest", async (request, reply) => {
    reply.header("cache-control", "no-store")
    const access = request.routeOptions.config.permission
    if (access === undefined) throw new Error(`${request.method} ${request.url} names no permission`)
    if (access === "public") return
    if (access === "operator") return requireOperator(request.headers.authorization, platform.secrets)
    if (access === "session") {
      request.member = await signedIn(request, reply, authentication, platform)
      return
    }
    const caller =
      request.headers.authorization === undefined
        ? await memberCaller(
            request,
            await signedIn(request, reply, authentication, platform),
            platform,
            permissions,
          )
        : await keyCaller(request, request.headers.authorization, platform, permissions)
    if (access !== "workspace") {
      if (caller.proof.kind === "api_key" && !caller.permissions.has(access))
        request.refusedKey = { id: caller.proof.id, workspaceId: caller.workspaceId }
      checkPermission(caller, access, permissions)
    }
    request.caller = caller
  })
  // After the body was read: reading it leaves the context in which a hook before it started.
  api.addHook("preHandler", (request, _reply, done) => {
    const { caller, member } = request
    const actor = caller?.actor ?? (member && `member:${member.id}`)
    actingAs(actor, done)
  })
}

async function keyCaller(
  request: FastifyRequest,
  authorization: string,
  { db, clock }: Needs,
  permissions: Permissions,
): Promise<Caller> {
  const secret = bearer.exec(authorization)?.[1]
  const unknown = new Problem("unauthorized", "This API key is unknown or was revoked.")
  if (secret === undefined) throw unknown
  const now = clock.now()
  const caller = await db.system((tx) => recogniseApiKey(tx, secret, permissions, now))
  if (caller) return caller
  const expired = await db.system((tx) => findExpiredKey(tx, secret, now))
  if (!expired) throw unknown
  request.refusedKey = { id: expired.id, workspaceId: expired.workspaceId }
  throw new Problem("api_key_expired", `This API key expired on ${expired.expiredAt.toISOString()}.`)
}

async function signedIn(
  request: FastifyRequest,
  reply: FastifyReply,
  authentication: Authentication,
  { config }: Needs,
): Promise<SignedInMember> {
  const { cookie } = request.headers
  const found = cookie
    ? await authentication.api
        .getSession({ headers: new Headers({ cookie }), returnHeaders: true })
        .catch((error: unknown) => {
          throw asUnavailable(error)
        })
    : undefined
  const known = found?.response
  if (!known) {
    throw new Problem("unauthorized", cookie ? "You are not signed in any more." : "An API key is missing.")
  }
  if (!reading.has(request.method) && !fromOwnPage(request, config.publicUrl)) {
    throw new Problem("forbidden", "A change made with a session must come from one of our own pages.", {
      help: "Use an API key outside the dashboard, or set PUBLIC_URL to the address in the browser.",
    })
  }
  const renewed = found.headers.getSetCookie()
  if (renewed.length > 0) reply.header("set-cookie", renewed)
  const { id, name, email } = known.user
  return { id, name, email, sessionId: known.session.id }
}

/** better-auth keeps to itself why a session could not be read; all that it does for that is to ask the database. */
const asUnavailable = (error: unknown) =>
  isAPIError(error) && error.statusCode >= 500
    ? new Problem("unavailable", "Your session cannot be looked up at the moment.")
    : error

/** Browsers name the origin of every request that is not a GET; another site cannot pretend to be ours. */
function fromOwnPage({ headers }: FastifyRequest, publicUrl: string): boolean {
  if (headers.origin !== undefined) return isOwnOrigin(headers.origin, { publicUrl, host: headers.host })
  return headers["sec-fetch-site"] === "same-origin"
}

async function memberCaller(
  request: FastifyRequest,
  member: SignedInMember,
  { db }: Needs,
  permissions: Permissions,
): Promise<Caller> {
  const workspaceId = namedWorkspace(request)
  if (workspaceId === undefined) {
    throw new Problem("invalid_request", "The request does not say which workspace it is about.", {
      field: "Parley-Workspace",
      help: "Send the workspace's id in the header Parley-Workspace.",
    })
  }
  const role = await db.system((tx) => roleIn(tx, workspaceId, member.id))
  if (!role) {
    throw new Problem("forbidden", "You are not a member of this workspace.", {
      help: "Choose another workspace, or ask its owner for an invitation.",
    })
  }
  return {
    workspaceId,
    actor: `member:${member.id}`,
    name: member.name,
    permissions: new Set(permissions.of(role)),
    memberId: member.id,
    answerableId: member.id,
    proof: { kind: "session", id: member.sessionId },
    role,
  }
}

/** A page can send a header with nearly everything; a download and a stream of events can only be given an address. */
function namedWorkspace({ headers, method, query }: FastifyRequest): string | undefined {
  const inQuery =
    reading.has(method) && typeof query === "object" && query !== null && "workspace" in query
      ? query.workspace
      : undefined
  const named = headers[workspaceHeader] ?? inQuery
  return typeof named === "string" && uuid.test(named) ? named : undefined
}
