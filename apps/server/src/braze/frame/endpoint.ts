import type { Platform } from "../../platform/index.ts"
import type { Caller, Permission } from "../../workspaces/index.ts"
import type { Counted, LimitName } from "./rate-limits.ts"

/** What was asked of one endpoint, by somebody who may. */
export interface Asked {
  platform: Platform
  /** The workspace is that of their key; no request can name another. */
  caller: Caller
  now: Date
  /** The body, or what is in the address: `external_id` and `external_id[]` are one. */
  input: Readonly<Record<string, unknown>>
  /** The body was no valid UTF-8: what could not be read stands as U+FFFD in it. */
  isBroken: boolean
}

export interface Answer {
  /** Default: 201 of a POST, 200 of a GET. */
  status?: number
  body: object
}

/** One path of Braze's API, as their documentation has it. */
export interface Endpoint {
  method: "GET" | "POST"
  path: `/${string}`
  permission: Permission
  limit: LimitName
  /** What a request is counted in as well, by what is in it. */
  alsoCountedIn?(input: Asked["input"]): Counted | undefined
  /** Each object of a request is looked at on its own: what cannot be kept of one keeps no other from being done. */
  judgesObjects?: true
  /** What one request may have; 4 MB where nothing is said. */
  mostBytes?: { bytes: number; status: number }
  /** @throws Fatal */
  answer(asked: Asked): Promise<Answer>
}
