import type { FastifyRequest } from "fastify"
import type { Platform } from "../../platform/index.ts"
import { type Caller, type Permissions, recogniseApiKey } from "../../workspaces/index.ts"
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

/** @throws Fatal 401 */
export async function recognise(
  key: string,
  { db, clock }: Pick<Platform, "db" | "clock">,
  permissions: Permissions,
): Promise<Caller> {
  const caller = ofOurs.test(key)
    ? await db.system((tx) => recogniseApiKey(tx, key, permissions, clock.now()))
    : undefined
  if (caller) return caller
  throw new Fatal(
    key === "" ? "Invalid API key: none was given" : `Invalid API key: ${key.slice(0, shown)}…`,
    {
      status: 401,
    },
  )
}
