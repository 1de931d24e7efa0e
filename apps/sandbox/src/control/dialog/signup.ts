/**
 * What a person does in the login dialog before the last page: makes a portfolio, an account, a number, and
 * proves that the number belongs to them. Each step is done at once, as at Meta: it remains when they cancel later.
 */
import { z } from "zod"
import { displayNumber } from "../../people/country.ts"
import { addNumber, foundBusiness, foundUser, foundWaba } from "../../world/creation.ts"
import { faultOfName } from "../../world/display-name.ts"
import type { PhoneNumber, Waba } from "../../world/objects.ts"
import { mostNumbers, registeredOf } from "../../world/portfolio-limits.ts"
import { enterCode, lockedForMs, sendCode } from "../../world/verification.ts"
import type { World } from "../../world/world.ts"
import { type ControlCall, ControlError, notFound, read, segment } from "../request.ts"
import { grant } from "./grant.ts"

export const signupSteps: readonly [method: string, path: string, step: (call: ControlCall) => object][] = [
  ["POST", "dialog/businesses", createBusiness],
  ["POST", "dialog/accounts", createAccount],
  ["POST", "dialog/numbers", createNumber],
  ["POST", "dialog/numbers/*/code", requestCode],
  ["POST", "dialog/numbers/*/verify", verifyCode],
  ["POST", "dialog/grants", grant],
]

const businessSchema = z.strictObject({
  person: z.string().trim().min(1, "Who are you?").max(128),
  name: z.string().trim().min(2, "A portfolio's name has at least two characters.").max(100),
})

function createBusiness(call: ControlCall): object {
  const { world } = call.running
  const { person, name } = read(call, businessSchema)
  const user = world.users.find((candidate) => candidate.name === person) ?? foundUser(world, person, [])
  const business = foundBusiness(world, name)
  user.business_ids.push(business.id)
  world.users.put(user)
  return { business_id: business.id, name: business.name }
}

/** Meta publishes no figure; this is what Business Manager has been seen to stop at. */
const mostAccounts = 20

const accountSchema = z.strictObject({
  business_id: z.string(),
  name: z.string().trim().min(1, "The account needs a name.").max(255),
})

function createAccount(call: ControlCall): object {
  const { world } = call.running
  const { business_id, name } = read(call, accountSchema)
  const business = world.businesses.get(business_id)
  if (business === undefined) throw notFound("business portfolio", business_id)
  const owned = world.wabas.filter((waba) => waba.business_id === business_id).length
  if (owned >= mostAccounts) {
    throw new ControlError(
      400,
      "waba_limit",
      `A portfolio can have ${mostAccounts} WhatsApp Business accounts. Choose one of them instead.`,
      "name",
      "2494067",
    )
  }
  return { waba_id: foundWaba(world, business_id, name).id }
}

const newNumberSchema = z.strictObject({
  waba_id: z.string(),
  cc: z.string().regex(/^\+?[1-9]\d{0,3}$/, "A country code has one to four digits."),
  phone_number: z.string().regex(/^[\d\s()-]{4,18}$/, "A phone number has at least four digits."),
  verified_name: z.string().trim().min(2, "A display name has at least two characters.").max(75),
  profile: z
    .strictObject({
      vertical: z.string().optional(),
      description: z.string().max(512).optional(),
      websites: z
        .array(
          z.url({ protocol: /^https?$/, message: "A website starts with http:// or https://." }).max(256),
        )
        .max(2)
        .optional(),
    })
    .optional(),
})

/** A number of this account that still waits for its code is gone on with. */
function createNumber(call: ControlCall): object {
  const { world } = call.running
  const { waba_id, cc, phone_number, verified_name, profile } = read(call, newNumberSchema)
  const waba = world.wabas.get(waba_id)
  if (waba === undefined) throw notFound("business account", waba_id)
  if (waba.status !== "ACTIVE") {
    throw new ControlError(400, "account_disabled", "This WhatsApp Business account is disabled.", "waba_id")
  }
  const countryCode = cc.replace("+", "")
  const national = phone_number.replace(/\D/g, "")
  const existing = world.numbers.find((number) => number.digits === countryCode + national)
  requireFree(existing, waba_id)
  const fault = faultOfName(verified_name)
  if (fault !== undefined) throw new ControlError(400, "display_name_refused", fault, "verified_name")
  requireRoom(world, waba)
  const number =
    existing ??
    addNumber(world, waba_id, { countryCode, national, verifiedName: verified_name, isVerified: false })
  Object.assign(number.profile, profile)
  world.numbers.put(number)
  return { phone_number_id: number.id, display_phone_number: displayNumber(countryCode, national) }
}

function requireFree(existing: PhoneNumber | undefined, wabaId: string): void {
  const refuse = (code: string, message: string) => new ControlError(400, code, message, "phone_number")
  if (existing?.status === "BANNED")
    throw refuse("number_blocked", "This number has been banned from WhatsApp. Use another one.")
  if (existing !== undefined && existing.waba_id !== wabaId) {
    throw refuse(
      "number_taken",
      "This number is already registered on WhatsApp. Disconnect it there, wait three minutes and try again.",
    )
  }
  if (existing?.code_verification_status === "VERIFIED")
    throw refuse("number_known", "This account has this number already.")
}

function requireRoom(world: World, waba: Waba): void {
  const business = world.businesses.get(waba.business_id)
  if (business === undefined) return
  const most = mostNumbers(business)
  if (registeredOf(world, business) < most) return
  const way = most === 2 ? " Verify the business to have 20." : ""
  throw new ControlError(
    400,
    "number_limit",
    `${business.name} has the ${most} registered numbers it may have.${way}`,
    "phone_number",
  )
}

function numberOf(call: ControlCall): PhoneNumber {
  const id = segment(call, 2)
  const number = call.running.world.numbers.get(id)
  if (number === undefined) throw notFound("phone number", id)
  return number
}

function requestCode(call: ControlCall): object {
  const { method } = read(call, z.strictObject({ method: z.enum(["SMS", "VOICE"]) }))
  const waitMs = sendCode(call.running.world, numberOf(call), method)
  if (waitMs > 0) {
    throw new ControlError(
      400,
      "code_requested_too_often",
      `Too many codes have been asked for or guessed. Try again in ${inWords(waitMs)}.`,
      "code",
    )
  }
  return { success: true }
}

function verifyCode(call: ControlCall): object {
  const { world } = call.running
  const { code } = read(
    call,
    z.strictObject({ code: z.string().regex(/^\d{3}-?\d{3}$/, "The code has six digits.") }),
  )
  const number = numberOf(call)
  const refuse = (code: string, message: string) => new ControlError(400, code, message, "code")
  switch (enterCode(world, number, code)) {
    case "wrong":
      throw refuse(
        "wrong_code",
        "This is not the latest code that was sent. Look again, or ask for a new one.",
      )
    case "expired":
      throw refuse("code_expired", "This code is older than ten minutes. Ask for a new one.")
    case "locked": {
      const wait = inWords(lockedForMs(number, world.clock.nowMs()))
      throw refuse("too_many_guesses", `Too many wrong codes. Try again in ${wait}.`)
    }
    case "verified":
      return { success: true }
  }
}

function inWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  if (minutes < 90) return minutes === 1 ? "a minute" : `${minutes} minutes`
  return `${Math.round(minutes / 60)} hours`
}
