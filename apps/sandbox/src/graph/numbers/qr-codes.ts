/** `/{phone-number-id}/message_qrdls`: short links and QR codes that open a chat with a text already written. */
import { randomInt } from "node:crypto"
import type { QrCode } from "../../world/number-features.ts"
import type { PhoneNumber } from "../../world/objects.ts"
import { management, requireScope } from "../protocol/access.ts"
import { askedFields, type Call } from "../protocol/call.ts"
import { requireKnown, withoutValue } from "../protocol/fields.ts"
import { page } from "../protocol/paging.ts"
import { invalidParameter, missingObject } from "../protocol/refusal.ts"
import { type Answer, type GraphRequest, oneOf, requiredText, success, text } from "../protocol/request.ts"

const mostCodes = 2_000
const messageMax = 140
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
const codeLength = 14
const codeFields = {
  typeName: "WhatsAppBusinessQRCode",
  readers: withoutValue("code", "prefilled_message", "deep_link_url", "creation_time", "qr_image_url"),
}

export function listQrCodes({ request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const code = text(request.params, "code")
  const codes = number.qr_codes.filter((candidate) => code === undefined || candidate.code === code)
  const format = imageFormat(request)
  return page(codes, request, (one) => shown(request, number, one, format))
}

export function readQrCode({ request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const found = number.qr_codes.find(({ code }) => code === request.path[2])
  if (found === undefined) throw missingObject("GET", request.path[2] ?? "")
  return { data: [shown(request, number, found, imageFormat(request))] }
}

/** Makes a code, or changes the text of the one that `code` names. */
export function writeQrCode(call: Call<PhoneNumber>): Answer {
  return write(call, text(call.request.params, "code"))
}

/** Changes the text of the code in the path. */
export function changeQrCode(call: Call<PhoneNumber>): Answer {
  return write(call, call.request.path[2] ?? "")
}

function write(
  { world, request, caller, object: number }: Call<PhoneNumber>,
  wanted: string | undefined,
): Answer {
  requireScope(caller, management)
  const message = requiredText(request.params, "prefilled_message")
  if (message.length > messageMax)
    throw invalidParameter(`Param prefilled_message must be at most ${messageMax} characters long.`)
  const format = oneOf(request.params, "generate_qr_image", ["SVG", "PNG"])
  const existing = number.qr_codes.find(({ code }) => code === wanted)
  if (wanted !== undefined && existing === undefined) throw missingObject("POST", wanted)
  if (existing === undefined && number.qr_codes.length >= mostCodes)
    throw invalidParameter("The phone number has its 2000 codes.")
  const code: QrCode = { code: existing?.code ?? newCode(), prefilled_message: message }
  number.qr_codes = [...number.qr_codes.filter((other) => other.code !== code.code), code]
  world.numbers.put(number)
  return shown(request, number, code, format)
}

export function deleteQrCode({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const code = request.path[2] ?? ""
  if (!number.qr_codes.some((candidate) => candidate.code === code)) throw missingObject("DELETE", code)
  number.qr_codes = number.qr_codes.filter((candidate) => candidate.code !== code)
  world.numbers.put(number)
  return success
}

/** `fields=code,qr_image_url.format(SVG)`. */
function imageFormat(request: GraphRequest): "SVG" | "PNG" | undefined {
  const fields = askedFields(request)
  requireKnown(fields, codeFields)
  const field = fields?.find(({ name }) => name === "qr_image_url")
  if (field === undefined) return undefined
  return field.modifiers.format?.toUpperCase() === "PNG" ? "PNG" : "SVG"
}

function shown(
  request: GraphRequest,
  number: PhoneNumber,
  { code, prefilled_message }: QrCode,
  format: "SVG" | "PNG" | undefined,
): object {
  return {
    code,
    prefilled_message,
    deep_link_url: `https://wa.me/message/${code}`,
    ...(format === undefined
      ? {}
      : { qr_image_url: `${request.publicUrl}/qr/${number.id}/${code}.${format.toLowerCase()}` }),
  }
}

function newCode(): string {
  return Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join("")
}
