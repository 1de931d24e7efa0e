import { randomInt } from "node:crypto"
import {
  addNumber,
  type BusinessNumber,
  type GraphClient,
  getNumber,
  registerNumber,
  requestCode,
  verifyCode,
} from "@parley/whatsapp/graph"
import { sql } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { accountOfNumber, findAccount } from "../accounts/accounts.ts"
import { graphClient } from "../accounts/graph.ts"
import { answered } from "../refusal.ts"
import {
  completeNumbers,
  findNumber,
  mostNumbers,
  type NumberRow,
  refuseTooManyNumbers,
  storeNumbers,
} from "./numbers.ts"
import { tellOfNumbers } from "./tell-standing.ts"

/** Whose number, which number. */
export interface NumberRef {
  workspaceId: string
  numberId: string
}

/**
 * Adds a number to a business account at Meta and here. It can do nothing before it is verified and registered.
 * @throws Problem not_found, limit_reached, meta_rejected, meta_unreachable
 */
export async function addToAccount(
  platform: Platform,
  account: { workspaceId: string; businessAccountId: string },
  number: { countryCode: string; phoneNumber: string; verifiedName: string },
): Promise<NumberRow> {
  const { workspaceId, businessAccountId } = account
  const { db, clock } = platform
  const row = await db.workspace(workspaceId, async (tx) => {
    await refuseTooManyNumbers(tx, [businessAccountId], mostNumbers - 1)
    return findAccount(tx, businessAccountId)
  })
  const graph = graphClient(platform, row)
  const { id } = answered(await addNumber(graph, row.waba_id, number))
  const described = (await describe(graph, id)) ?? {
    id,
    displayPhoneNumber: `+${number.countryCode} ${number.phoneNumber}`,
    verifiedName: number.verifiedName,
  }
  return db.workspace(workspaceId, async (tx) => {
    const stored = await storeNumbers(tx, workspaceId, [{ businessAccountId, described }], clock.now())
    return findNumber(tx, found(stored.get(id), "number"))
  })
}

/** Has Meta send the verification code to the number. @throws Problem not_found, meta_rejected, meta_unreachable */
export async function requestVerification(
  platform: Platform,
  number: NumberRef,
  request: { method: "SMS" | "VOICE"; language: string },
): Promise<NumberRow> {
  const { phone_number_id, graph } = await open(platform, number)
  answered(await requestCode(graph, phone_number_id, request))
  return platform.db.workspace(number.workspaceId, (tx) => findNumber(tx, number.numberId))
}

/** Proves with the code that the number is the business's. @throws Problem not_found, meta_rejected, meta_unreachable */
export async function verify(platform: Platform, number: NumberRef, code: string): Promise<NumberRow> {
  const { phone_number_id, graph } = await open(platform, number)
  answered(await verifyCode(graph, phone_number_id, code))
  return platform.db.workspace(number.workspaceId, async (tx) => {
    await tx
      .updateTable("numbers")
      .set({ verification_status: "VERIFIED", updated_at: platform.clock.now() })
      .where("id", "=", number.numberId)
      .execute()
    return findNumber(tx, number.numberId)
  })
}

/**
 * Puts a verified number into service, and gives it a subscription group if it has none.
 * The first registration sets the two-step PIN and later ones must repeat it, so it is kept (sealed) before Meta
 * hears of it: a PIN that is set and forgotten locks the number for a week.
 * @param pin six digits; the kept one when absent, a random one when none is kept
 * @throws Problem not_found, meta_rejected, meta_unreachable
 */
export async function register(
  platform: Platform,
  number: NumberRef,
  pin: string | undefined,
): Promise<NumberRow> {
  const { id: businessAccountId, phone_number_id, graph } = await open(platform, number)
  const chosen = pin ?? (await keepPin(platform, number, phone_number_id))
  answered(await registerNumber(graph, phone_number_id, { pin: chosen }))
  const described = await describe(graph, phone_number_id)
  const now = platform.clock.now()
  return platform.db.workspace(number.workspaceId, async (tx) => {
    if (described) await storeNumbers(tx, number.workspaceId, [{ businessAccountId, described }], now)
    await tx
      .updateTable("numbers")
      .set((eb) => ({
        sealed_pin: platform.secrets.seal(chosen, phone_number_id),
        registered_at: eb.fn.coalesce("registered_at", sql<Date>`${now}::timestamptz`),
        status: sql<string>`CASE WHEN status IN ('PENDING', 'UNKNOWN') THEN 'CONNECTED' ELSE status END`,
        held_until: null,
        hold_code: null,
      }))
      .where("id", "=", number.numberId)
      .execute()
    await tellOfNumbers(tx, [number.numberId], now)
    await completeNumbers(tx, platform.rooms, [businessAccountId], now)
    return findNumber(tx, number.numberId)
  })
}

/** Asks Meta how the number stands. @throws Problem not_found, meta_rejected, meta_unreachable */
export async function refresh(platform: Platform, number: NumberRef): Promise<NumberRow> {
  const { id: businessAccountId, phone_number_id, graph } = await open(platform, number)
  const described = answered(await getNumber(graph, phone_number_id))
  const now = platform.clock.now()
  return platform.db.workspace(number.workspaceId, async (tx) => {
    await storeNumbers(tx, number.workspaceId, [{ businessAccountId, described }], now)
    await completeNumbers(tx, platform.rooms, [businessAccountId], now)
    return findNumber(tx, number.numberId)
  })
}

function open(platform: Platform, { workspaceId, numberId }: NumberRef) {
  return platform.db.workspace(workspaceId, (tx) => accountOfNumber(platform, tx, numberId))
}

/** What Meta says of a number; undefined when it does not, after something that did succeed. */
async function describe(graph: GraphClient, phoneNumberId: string): Promise<BusinessNumber | undefined> {
  const result = await getNumber(graph, phoneNumberId)
  return result.ok ? result.data : undefined
}

/** The PIN of the number: the kept one or, of several made at once, the one that was kept first. */
async function keepPin({ db, secrets }: Platform, number: NumberRef, phoneNumberId: string): Promise<string> {
  const pin = randomInt(1_000_000).toString().padStart(6, "0")
  const { sealed_pin } = await db.workspace(number.workspaceId, (tx) =>
    tx
      .updateTable("numbers")
      .set((eb) => ({
        sealed_pin: eb.fn.coalesce("sealed_pin", sql<Buffer>`${secrets.seal(pin, phoneNumberId)}::bytea`),
      }))
      .where("id", "=", number.numberId)
      .returning("sealed_pin")
      .executeTakeFirstOrThrow(),
  )
  return sealed_pin ? secrets.open(sealed_pin, phoneNumberId) : pin
}
