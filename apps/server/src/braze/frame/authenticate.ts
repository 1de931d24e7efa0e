import type { FastifyRequest } from "fastify"
import { keepingPlans } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { sharedRead } from "../../platform/shared-read.ts"
import { type Caller, findExpiredKey, type Permissions, recogniseApiKey } from "../../workspaces/index.ts"
import { Fatal } from "./fatal.ts"

const bearer = /^Bearer +(\S+)$/i
const ofOurs = /^pk_[A-Za-z0-9_-]{32,200}$/
/** Of a key that is refused: enough to find it among one's own, not to use it. */
const shown = 8

/** The key that comes before the body: in the header, or in the address as old clients have it. */
export function keyInFront({ headers, query }: FastifyRequest): string | undefined {
  if (headers.authorization !== undefined) return bearer.exec(headers.authorization)?.[1] ?? ""
  return typeof query === "object" && query !== null && "api_key" in query
    ? keyFrom(query.api_key)
    : undefined
}

export const keyFrom = (value: unknown): string => (typeof value === "string" ? value : "")

/** Tells whose a key is: `recognise` throws Fatal 401. Requests that come with one key at the same time share a look-up. */
export function recognising({ db, clock }: Pick<Platform, "db" | "clock">, permissions: Permissions) {
  const lookUps = new Map<string, () => Promise<Caller | undefined>>()
  const callerOf = (key: string) => {
    const lookUp =
      lookUps.get(key) ??
      sharedRead(() => keepingPlans(() => recogniseApiKey(db.systemQueries, key, permissions, clock.now())))
    lookUps.set(key, lookUp)
    return lookUp().finally(() => lookUps.delete(key))
  }
  const refuse = (what: string) => new Fatal(`Invalid API key: ${what}`, { status: 401 })
  return async function recognise(request: FastifyRequest, key: string): Promise<Caller> {
    if (key === "") throw refuse("none was given")
    if (!ofOurs.test(key)) throw refuse(`${key.slice(0, shown)}…`)
    const caller = await callerOf(key)
    if (caller) return caller
    const expired = await db.system((tx) => findExpiredKey(tx, key, clock.now()))
    if (!expired) throw refuse(`${key.slice(0, shown)}…`)
    request.refusedKey = { id: expired.id, workspaceId: expired.workspaceId }
    throw refuse(`${key.slice(0, shown)}… expired on ${expired.expiredAt.toISOString()}`)
  }
}
