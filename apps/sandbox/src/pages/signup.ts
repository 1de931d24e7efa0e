/**
 * What a person does in the login dialog before the last page: makes a portfolio, an account, a number, and
 * proves that the number is theirs. Each step is done at once, as at Meta: who cancels later leaves it behind.
 */
import { z } from "zod"
import { type ControlCall, ControlError, notFound, read, segment } from "../control/request.ts"
import { displayNumber } from "../people/country.ts"
import { addNumber, foundBusiness, foundUser, foundWaba } from "../world/founding.ts"
import type { PhoneNumber } from "../world/objects.ts"
import { enterCode, sendCode } from "../world/verification.ts"

export const SIGNUP_STEPS: readonly [method: string, path: string, step: (call: ControlCall) => object][] = [
  ["POST", "dialog/businesses", createBusiness],
  ["POST", "dialog/accounts", createAccount],
  ["POST", "dialog/numbers", createNumber],
  ["POST", "dialog/numbers/*/code", requestCode],
  ["POST", "dialog/numbers/*/verify", verifyCode],
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

const accountSchema = z.strictObject({
  business_id: z.string(),
  name: z.string().trim().min(1, "The account needs a name.").max(255),
})

function createAccount(call: ControlCall): object {
  const { world } = call.running
  const { business_id, name } = read(call, accountSchema)
  if (world.businesses.get(business_id) === undefined) throw notFound("business portfolio", business_id)
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
  if (world.wabas.get(waba_id) === undefined) throw notFound("business account", waba_id)
  const countryCode = cc.replace("+", "")
  const national = phone_number.replace(/\D/g, "")
  const existing = world.numbers.find((number) => number.digits === countryCode + national)
  if (existing !== undefined && existing.waba_id !== waba_id) {
    throw new ControlError(
      400,
      "number_taken",
      "This number is already registered on WhatsApp. Disconnect it there, wait three minutes and try again.",
      "phone_number",
    )
  }
  if (existing?.code_verification_status === "VERIFIED") {
    throw new ControlError(400, "number_known", "This account has this number already.", "phone_number")
  }
  const number =
    existing ??
    addNumber(world, waba_id, { countryCode, national, verifiedName: verified_name, isVerified: false })
  Object.assign(number.profile, profile)
  world.numbers.put(number)
  return { phone_number_id: number.id, display_phone_number: displayNumber(countryCode, national) }
}

function numberOf(call: ControlCall): PhoneNumber {
  const id = segment(call, 2)
  const number = call.running.world.numbers.get(id)
  if (number === undefined) throw notFound("phone number", id)
  return number
}

function requestCode(call: ControlCall): object {
  const { method } = read(call, z.strictObject({ method: z.enum(["SMS", "VOICE"]) }))
  sendCode(call.running.world, numberOf(call), method)
  return { success: true }
}

function verifyCode(call: ControlCall): object {
  const { code } = read(
    call,
    z.strictObject({ code: z.string().regex(/^\d{3}-?\d{3}$/, "The code has six digits.") }),
  )
  if (!enterCode(call.running.world, numberOf(call), code)) {
    throw new ControlError(400, "wrong_code", "This code is wrong or too old. Ask for a new one.", "code")
  }
  return { success: true }
}
