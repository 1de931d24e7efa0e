/** Codes to sign in with are for their person alone, and work for some minutes after they were sent: nobody else reads them. Pure. */

/** Stands in place of a code. */
export const hiddenCode = "••••••"
/** Of a template that brings a code. */
export const hiddenValues = { body: { "1": hiddenCode } }

const secrets = new Set(
  "otp totp pin password passcode passphrase passwd pwd secret token tan mfa 2fa onetime".split(" "),
)
/** Of codes that open something, whatever else their names say: `store_login_code`. */
const opening = new Set("auth authentication login security signin signup sms verification verify".split(" "))
/** Of codes that open nothing: `coupon_code`, `trackingCode`, `zipcode`. */
const harmless = new Set(
  (
    "area bar booking city color colour country coupon currency dial dialing discount error gift invoice item language " +
    "locale offer order post postal product promo promotion qr referral region reservation sku state status store " +
    "tracking voucher zip"
  ).split(" "),
)

/** Whether what has this name is a code to sign in with, as far as a name can tell: `code`, `loginCode`, `OTP`, `one-time-password`. */
export function namesCode(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .flatMap((word) =>
      /^.+codes?$/.test(word) && !secrets.has(word) ? [word.replace(/codes?$/, ""), "code"] : [word],
    )
  if (words.some((word) => secrets.has(word))) return true
  if (!words.some((word) => /^codes?$/.test(word))) return false
  return words.some((word) => opening.has(word)) || !words.some((word) => harmless.has(word))
}

/** The variables of a message, with what is a code by its name hidden, however deep it is: some 50 levels at most. */
export function withoutCodes(variables: unknown, isCode = false): unknown {
  if (Array.isArray(variables)) return variables.map((one) => withoutCodes(one, isCode))
  if (typeof variables === "object" && variables !== null) {
    return Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        withoutCodes(value, isCode || namesCode(name)),
      ]),
    )
  }
  const isSaid = typeof variables === "string" || typeof variables === "number"
  return isCode && isSaid ? hiddenCode : variables
}
