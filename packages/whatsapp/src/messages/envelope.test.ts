import { describe, expect, it } from "vitest"
import { envelopeMessage } from "./envelope.ts"
import { outgoingMessageSchema } from "./message.ts"

const content = '"type":"text","text":{"body":"Hello"}'
const said = { type: "text", text: { body: "Hello" } }

describe("envelopeMessage", () => {
  it.each([
    [{ phone: "+16505551234" }, { to: "+16505551234" }],
    [{ phone: null, bsuid: "US.13491208655302741918" }, { recipient: "US.13491208655302741918" }],
    [{ phone: "+16505551234", bsuid: "US.13491208655302741918" }, { to: "+16505551234" }],
    [
      { phone: "+16505551234", callbackData: 'a "name"' },
      { to: "+16505551234", biz_opaque_callback_data: 'a "name"' },
    ],
  ])("%j", (envelope, expected) => {
    const body: unknown = JSON.parse(envelopeMessage(envelope, content))
    expect(body).toEqual({ messaging_product: "whatsapp", ...expected, ...said })
    expect(outgoingMessageSchema.parse(body)).toEqual(body)
  })

  it("needs someone to go to", () => {
    expect(() => envelopeMessage({ phone: null, bsuid: null }, content)).toThrow()
  })
})
