import { expect, it } from "vitest"
import { hiddenCode, namesCode, withoutCodes } from "./hidden-codes.ts"

it.each([
  ...[
    "code",
    "codes",
    "CODE",
    "login_code",
    "loginCode",
    "verification-code",
    "smscode",
    "otp",
    "OTP",
    "otpCode",
  ],
  ...["otp_code", "pin", "newPin", "password", "passcode", "one_time_password", "reset_token", "2fa", "TAN"],
  ...["store_login_code", "order_verification_code", "productSecurityCode"],
])("%s is a code to sign in with", (name) => {
  expect(namesCode(name)).toBe(true)
})

it.each([
  ...[
    "order",
    "first_name",
    "coupon_code",
    "discountCode",
    "promocode",
    "zipcode",
    "tracking_code",
    "country_code",
  ],
  ...["pinned", "tangerine", "footprint", "decoder", "spin", ""],
])("%s is none", (name) => {
  expect(namesCode(name)).toBe(false)
})

it("hides codes wherever they are, and leaves everything else as it is", () => {
  const given = {
    order: { id: 7, code: 482910 },
    login: { otp: ["4", "8"], pin: { value: "1234", isNew: true, old: null } },
    coupon_code: "SAVE20",
  }
  expect(withoutCodes(given)).toEqual({
    order: { id: 7, code: hiddenCode },
    login: { otp: [hiddenCode, hiddenCode], pin: { value: hiddenCode, isNew: true, old: null } },
    coupon_code: "SAVE20",
  })
})
