/** Numbers, accounts and tokens as their owners cannot change them. */
import { z } from "zod"
import { THROUGHPUT_LEVELS } from "../world/objects.ts"
import { type ControlCall, notFound, read, segment } from "./request.ts"

function numberOf(call: ControlCall) {
  const id = segment(call, 1)
  const number = call.running.world.numbers.get(id)
  if (number === undefined) throw notFound("phone number", id)
  return number
}

/** The SIM that receives the codes, newest first. */
export function readCodes(call: ControlCall): object {
  return {
    data: numberOf(call).codes.map(({ code, method, requested_at_ms }) => ({
      code,
      method,
      requested_at: new Date(requested_at_ms).toISOString(),
    })),
  }
}

export function readLedger(call: ControlCall): object {
  return call.running.world.books.ledger(Number(numberOf(call).id))
}

const numberChangeSchema = z.strictObject({
  throughput_level: z.enum(THROUGHPUT_LEVELS).optional(),
  quality_rating: z.enum(["GREEN", "YELLOW", "RED", "UNKNOWN"]).optional(),
  account_mode: z.enum(["LIVE", "SANDBOX"]).optional(),
  status: z.string().optional(),
  verified_name: z.string().min(2).max(75).optional(),
  /** Digits of the people a SANDBOX number may write to; Meta allows five. */
  allowed_recipients: z
    .array(z.string().regex(/^\d{5,15}$/))
    .max(5)
    .optional(),
})

export function patchNumber(call: ControlCall): object {
  const number = numberOf(call)
  Object.assign(number, definedOf(read(call, numberChangeSchema)))
  call.running.world.numbers.put(number)
  return { id: number.id, ...definedOf(read(call, numberChangeSchema)) }
}

const wabaChangeSchema = z.strictObject({
  name: z.string().min(1).max(255).optional(),
  currency: z.string().length(3).optional(),
  country: z.string().length(2).optional(),
  timezone_id: z.string().optional(),
  account_review_status: z.enum(["PENDING", "APPROVED", "REJECTED"]).optional(),
  status: z.string().optional(),
})

export function patchWaba(call: ControlCall): object {
  const { world } = call.running
  const id = segment(call, 1)
  const waba = world.wabas.get(id)
  if (waba === undefined) throw notFound("business account", id)
  Object.assign(waba, definedOf(read(call, wabaChangeSchema)))
  world.wabas.put(waba)
  return { id, name: waba.name, currency: waba.currency, country: waba.country, status: waba.status }
}

/** As when a person removes the app: the token is refused with 190 from now on. */
export function revokeToken(call: ControlCall): object {
  const { world } = call.running
  const token = world.tokens.get(segment(call, 1))
  if (token === undefined) throw notFound("token", `${segment(call, 1).slice(0, 12)}…`)
  world.tokens.put({ ...token, revoked: true })
  return { success: true }
}

function definedOf(change: object): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
