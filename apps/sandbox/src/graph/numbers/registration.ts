/** A number's way to the Cloud API: code by SMS or voice, verification, registration with a PIN. */
import { tellAccount } from "../../delivery/account.ts"
import type { PhoneNumber } from "../../world/objects.ts"
import { enterCode, sendCode } from "../../world/verification.ts"
import { management, requireScope } from "../protocol/access.ts"
import type { Call } from "../protocol/call.ts"
import { invalidParameter, missingParameter, notOneOf, Refusal, whatsappError } from "../protocol/refusal.ts"
import { type Answer, oneOf, requiredText, requireProduct, success, text } from "../protocol/request.ts"

const registrationsPer72h = 10
const registrationWindowMs = 72 * 60 * 60 * 1000
const maxWrongPins = 5
const regions = ["AU", "ID", "IN", "JP", "SG", "KR", "DE", "CH", "GB", "BR", "BH", "ZA", "AE", "CA"]

/** Sends a six-digit code; it can be read where the number's SIM would be, at the control API. */
export function requestCode({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const method = oneOf(request.params, "code_method", ["SMS", "VOICE"])
  if (method === undefined) throw missingParameter("code_method")
  requiredText(request.params, "language")
  if (number.code_verification_status === "VERIFIED")
    throw noCode("This phone number is already verified.", "The phone number is already verified.")
  const waitMs = sendCode(world, number, method)
  if (waitMs > 0) {
    const again = `Try again in ${Math.ceil(waitMs / 60_000)} minutes.`
    throw noCode(`Codes have been requested or guessed too often. ${again}`, again)
  }
  return success
}

function noCode(details: string, userMessage: string): Refusal {
  return new Refusal({
    code: 136024,
    message: "(#136024) Request code error",
    details,
    userTitle: "Couldn't send code",
    userMessage,
  })
}

export function verifyCode({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const outcome = enterCode(world, number, requiredText(request.params, "code"))
  if (outcome !== "verified") {
    throw new Refusal({
      code: 136025,
      message: "(#136025) Verify code error",
      details:
        outcome === "locked"
          ? "Codes have been guessed too often. Wait about twelve hours."
          : "The code you entered is incorrect or has expired.",
      userTitle: "Couldn't verify code",
      userMessage: "Code couldn't be verified. Check that it is correct or request a new one.",
    })
  }
  return success
}

export function register({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  requireProduct(request.params.messaging_product)
  const pin = pinOf(requiredText(request.params, "pin"))
  const region = text(request.params, "data_localization_region")
  if (region !== undefined && !regions.includes(region))
    throw notOneOf("data_localization_region", regions, region)
  if (number.code_verification_status === "NOT_VERIFIED") {
    throw whatsappError(133006, "Phone number needs to be verified before registering.")
  }
  const now = world.clock.nowMs()
  const recent = number.registrations_ms.filter((at) => now - at < registrationWindowMs)
  if (recent.length >= registrationsPer72h) {
    throw whatsappError(
      133016,
      "There were too many registration and deregistration attempts for this phone number.",
    )
  }
  checkPin(number, pin)
  number.pin = pin
  number.wrong_pins = 0
  number.registered = true
  number.status = "CONNECTED"
  number.last_onboarded_at_ms = now
  number.registrations_ms = [...recent, now]
  if (region !== undefined) {
    const storage_configuration = { status: "IN_COUNTRY_STORAGE_ENABLED", data_localization_region: region }
    number.settings = { ...number.settings, storage_configuration }
  }
  takeApprovedName(number)
  world.numbers.put(number)
  return success
}

function takeApprovedName(number: PhoneNumber): void {
  if (number.new_name === undefined || number.new_name_status !== "APPROVED") return
  number.verified_name = number.new_name.name
  number.name_status = "APPROVED"
  delete number.new_name
  delete number.new_name_status
}

export function deregister({ world, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  if (!number.registered)
    throw whatsappError(133010, "Phone number is not registered on the Whatsapp Business Platform.")
  const now = world.clock.nowMs()
  const recent = number.registrations_ms.filter((at) => now - at < registrationWindowMs)
  if (recent.length >= registrationsPer72h) {
    throw whatsappError(
      133016,
      "There were too many registration and deregistration attempts for this phone number.",
    )
  }
  number.registrations_ms = [...recent, now]
  number.registered = false
  number.status = "DISCONNECTED"
  world.numbers.put(number)
  return success
}

/** `POST /{pn} {pin}`: sets or changes the two-step PIN and tells the `security` webhook. */
export function setPin({ world, running, request, object: number }: Call<PhoneNumber>): Answer {
  const pin = pinOf(requiredText(request.params, "pin"))
  number.pin = pin
  number.wrong_pins = 0
  world.numbers.put(number)
  const waba = world.wabas.get(number.waba_id)
  if (waba !== undefined) {
    tellAccount(world, running.webhooks, waba, "security", {
      display_phone_number: number.digits,
      event: "PIN_CHANGED",
      requester: waba.business_id,
    })
  }
  return success
}

function pinOf(pin: string): string {
  if (!/^\d{6}$/.test(pin)) throw invalidParameter("Param pin must be a 6-digit number.")
  return pin
}

function checkPin(number: PhoneNumber, pin: string): void {
  if (number.pin === undefined || number.pin === pin) return
  number.wrong_pins += 1
  if (number.wrong_pins > maxWrongPins) {
    throw whatsappError(133008, "Too many two-step verification PIN guesses for this phone number.")
  }
  throw whatsappError(133005, "Two-step verification PIN mismatch.")
}
