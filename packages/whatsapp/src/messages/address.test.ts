import { expect, it } from "vitest"
import { addressOf } from "./address.ts"

const unknown = { phone: null, waId: null, bsuid: null }

it.each([
  ["a Brazilian account from before the ninth digit", "+5511987654321", "551187654321"],
  ["a Mexican account with the former mobile 1", "+525512345678", "5215512345678"],
  ["a number of a plan that no library knows", null, "99912345678"],
  ["someone who wrote from another number than the one imported", "+4915100000001", "4915100000002"],
])("%s is answered at the wa_id", (_, phone, waId) => {
  expect(addressOf({ ...unknown, phone, waId })).toEqual({ to: `+${waId}` })
  expect(addressOf({ phone, waId, bsuid: "DE.1" })).toEqual({ to: `+${waId}` })
})

it("someone who never wrote is written to by phone, also where Meta has told their user id", () => {
  expect(addressOf({ ...unknown, phone: "+4915100000001" })).toEqual({ to: "+4915100000001" })
  expect(addressOf({ ...unknown, phone: "+4915100000001", bsuid: "DE.1" })).toEqual({ to: "+4915100000001" })
})

it("someone who hides the number is written to by user id, and nobody without any address", () => {
  expect(addressOf({ ...unknown, bsuid: "DE.1" })).toEqual({ recipient: "DE.1" })
  expect(addressOf(unknown)).toBeUndefined()
})
