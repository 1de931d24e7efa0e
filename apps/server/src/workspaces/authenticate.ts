import type { FastifyRequest } from "fastify"
import { Problem } from "../platform/errors.ts"
import type { Platform } from "../platform/index.ts"
import { type Caller, recogniseApiKey } from "./api-keys.ts"

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; set on every route under /v1. */
    caller: Caller
  }
}

const bearer = /^Bearer (pk_[A-Za-z0-9_-]{32,200})$/i

/** A hook that lets a request pass only with a valid API key. @throws Problem unauthorized */
export function authenticate({ db, clock }: Pick<Platform, "db" | "clock">) {
  return async (request: FastifyRequest): Promise<void> => {
    const secret = bearer.exec(request.headers.authorization ?? "")?.[1]
    const caller =
      secret === undefined ? undefined : await db.system((tx) => recogniseApiKey(tx, secret, clock.now()))
    if (!caller) {
      throw new Problem(
        "unauthorized",
        secret ? "This API key is unknown or was revoked." : "An API key is missing.",
      )
    }
    request.caller = caller
  }
}
