/** `/{phone-number-id}/block_users`: people the business does not want to hear from. */

import { titleOf } from "../../meta-errors.ts"
import { bsuidOf, waIdOfBsuid } from "../../people/bsuid.ts"
import { personOf } from "../../people/person.ts"
import type { PhoneNumber } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { messaging, requireScope } from "../protocol/access.ts"
import type { Call } from "../protocol/call.ts"
import { list, record, string } from "../protocol/inspect.ts"
import { page } from "../protocol/paging.ts"
import { invalidParameter, Refusal } from "../protocol/refusal.ts"
import { type Answer, requireProduct, structure } from "../protocol/request.ts"

const mostInACall = 1_000
const mostBlocked = 64_000

export function listBlockedUsers({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, messaging)
  const newestFirst = [...number.blocked_users].sort((a, b) => b.blocked_at_ms - a.blocked_at_ms)
  return page(newestFirst, request, ({ wa_id }) => {
    const person = personOf(wa_id, world.people.get(wa_id))
    return {
      messaging_product: "whatsapp",
      ...(person.isNumberHidden
        ? { user_id: bsuidOf(wa_id, businessOf(world, number)) }
        : { wa_id: person.reportedWaId }),
    }
  })
}

/** Blocks people who wrote within the last 24 hours; others are answered one by one, with 139100 for the whole. */
export function blockUsers(call: Call<PhoneNumber>): Answer {
  const { world, object: number } = call
  const inputs = inputsOf(call)
  if (number.blocked_users.length + inputs.length > mostBlocked) {
    throw new Refusal({ code: 139101, message: `(#139101) ${titleOf(139101)}` })
  }
  const now = world.clock.nowMs()
  const outcomes = inputs.map((input) => {
    const { waId } = input
    const mayBlock = waId !== undefined && world.windows.isOpen(Number(number.id), Number(waId), now)
    return { ...input, code: waId === undefined ? 131009 : mayBlock ? 0 : 131047 }
  })
  const blocked = outcomes.flatMap(({ waId, code }) => (waId === undefined || code !== 0 ? [] : [waId]))
  const already = new Set(number.blocked_users.map(({ wa_id }) => wa_id))
  number.blocked_users.push(
    ...blocked.filter((waId) => !already.has(waId)).map((wa_id) => ({ wa_id, blocked_at_ms: now })),
  )
  world.numbers.put(number)
  return answerOf(world, outcomes, "added_users")
}

export function unblockUsers(call: Call<PhoneNumber>): Answer {
  const { world, object: number } = call
  const outcomes = inputsOf(call).map((input) => ({
    ...input,
    code: input.waId === undefined ? 131009 : 0,
  }))
  const freed = new Set(outcomes.map(({ waId }) => waId))
  number.blocked_users = number.blocked_users.filter(({ wa_id }) => !freed.has(wa_id))
  world.numbers.put(number)
  return answerOf(world, outcomes, "removed_users")
}

interface Input {
  /** As the person was named. */
  input: string
  byUserId: boolean
  waId: string | undefined
}

/** People are named by phone number (`user`) or by business-scoped user id (`user_id`). */
function inputsOf({ world, request, caller, object: number }: Call<PhoneNumber>): Input[] {
  requireScope(caller, messaging)
  requireProduct(request.params.messaging_product)
  const users = list(structure(request.params, "block_users"), "block_users")
  if (users.length === 0 || users.length > mostInACall)
    throw invalidParameter("Param block_users must have 1 to 1000 elements.")
  return users.map((item, i) => {
    const { user, user_id } = record(item, `block_users[${i}]`)
    if (user === undefined && user_id !== undefined) {
      const input = string(user_id, `block_users[${i}]['user_id']`)
      return { input, byUserId: true, waId: waIdOfBsuid(input, businessOf(world, number)) }
    }
    const input = string(user, `block_users[${i}]['user']`)
    return { input, byUserId: false, waId: digitsOf(input) }
  })
}

function businessOf(world: World, number: PhoneNumber): string {
  return world.wabas.get(number.waba_id)?.business_id ?? ""
}

function digitsOf(input: string): string | undefined {
  const digits = input.replace(/[\s().+-]/g, "")
  return /^[1-9]\d{4,14}$/.test(digits) ? digits : undefined
}

interface Outcome extends Input {
  code: number
}

function answerOf(world: World, outcomes: readonly Outcome[], done: "added_users" | "removed_users"): Answer {
  const shown = ({ input, byUserId, waId }: Outcome) => ({
    input,
    ...(byUserId
      ? { user_id: input }
      : waId === undefined
        ? {}
        : { wa_id: personOf(waId, world.people.get(waId)).reportedWaId }),
  })
  const failed = outcomes.filter(({ code }) => code !== 0)
  const block_users = {
    [done]: outcomes.filter(({ code }) => code === 0).map(shown),
    ...(failed.length === 0
      ? {}
      : {
          failed_users: failed.map((outcome) => ({
            ...shown(outcome),
            errors: [
              {
                message: titleOf(outcome.code),
                code: outcome.code,
                error_data: { details: titleOf(outcome.code) },
              },
            ],
          })),
        }),
  }
  const answer = { messaging_product: "whatsapp", block_users }
  if (failed.length === 0) return answer
  throw new Refusal({ code: 139100, message: `(#139100) ${titleOf(139100)}`, beside: answer })
}
