import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { answerHandshake } from "./webhook-handshake.ts"
import { signatureHeader, verifySignature } from "./webhook-signature.ts"

// The body is to the byte what Meta sends: non-ASCII is escaped.
const BODY = Buffer.from(
  '{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages","value":{"text":"caf\\u00e9"}}]}]}',
)
const HEADER = "sha256=33dd6770cadf5ff2813afde336904e0e5e793d681de6948fa323d37e3b782775"

describe("verifySignature", () => {
  it("accepts what Meta signed with the app's secret", () => {
    expect(verifySignature(BODY, HEADER, ["test-app-secret"])).toBe(true)
    expect(signatureHeader(BODY, "test-app-secret")).toBe(HEADER)
  })

  it("accepts any of several secrets, so that a secret can be rotated", () => {
    expect(verifySignature(BODY, HEADER, ["new-secret", "test-app-secret"])).toBe(true)
    expect(verifySignature(BODY, HEADER, ["test-app-secret", "new-secret"])).toBe(true)
  })

  it.each([
    ["another secret", BODY, HEADER, ["other"]],
    ["no secret", BODY, HEADER, []],
    ["an empty secret", BODY, signatureHeader(BODY, "x"), [""]],
    ["no header", BODY, undefined, ["test-app-secret"]],
    ["another body", Buffer.from(`${BODY} `), HEADER, ["test-app-secret"]],
    [
      "the parsed and re-serialized body",
      Buffer.from(JSON.stringify(JSON.parse(String(BODY)))),
      HEADER,
      ["test-app-secret"],
    ],
    ["a cut signature", BODY, HEADER.slice(0, -2), ["test-app-secret"]],
    ["a longer signature", BODY, `${HEADER}00`, ["test-app-secret"]],
    ["a signature with half a byte more", BODY, `${HEADER}f`, ["test-app-secret"]],
    ["SHA-1's header", BODY, HEADER.replace("sha256", "sha1"), ["test-app-secret"]],
    ["no hexadecimal", BODY, `sha256=${"z".repeat(64)}`, ["test-app-secret"]],
  ])("refuses %s", (_what, body, header, secrets) => {
    expect(verifySignature(body, header, secrets)).toBe(false)
  })

  it("accepts every body with its own signature and refuses it with one bit changed", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(bytes, fc.string({ minLength: 1 }), fc.nat(), (body, secret, at) => {
        const header = signatureHeader(body, secret)
        expect(verifySignature(body, header, [secret])).toBe(true)
        const changed = Uint8Array.from(body, (byte, index) => (index === at % body.length ? byte ^ 1 : byte))
        expect(verifySignature(changed, header, [secret])).toBe(false)
      }),
    )
  })
})

describe("answerHandshake", () => {
  const query = { "hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "meatyhamhock" }

  it("answers with the challenge", () => {
    expect(answerHandshake(query, "meatyhamhock")).toEqual({ ok: true, challenge: "1158201444" })
  })

  it.each([
    [{ ...query, "hub.verify_token": "other" }, "meatyhamhock"],
    [{ ...query, "hub.mode": "unsubscribe" }, "meatyhamhock"],
    [{ ...query, "hub.challenge": undefined }, "meatyhamhock"],
    [{ ...query, "hub.verify_token": ["meatyhamhock"] }, "meatyhamhock"],
    [{ ...query, "hub.verify_token": "" }, ""],
    [{}, "meatyhamhock"],
  ])("refuses %j", (asked, token) => {
    expect(answerHandshake(asked, token)).toEqual({ ok: false })
  })
})
