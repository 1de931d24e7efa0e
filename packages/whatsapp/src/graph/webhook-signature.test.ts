import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { answerHandshake } from "./webhook-handshake.ts"
import { signatureCheck, signatureHeader } from "./webhook-signature.ts"

// The body is to the byte what Meta sends: non-ASCII is escaped.
const sampleBody = Buffer.from(
  '{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages","value":{"text":"caf\\u00e9"}}]}]}',
)
const header = "sha256=33dd6770cadf5ff2813afde336904e0e5e793d681de6948fa323d37e3b782775"

const fits = (body: Uint8Array, header: string | undefined, secrets: readonly string[]) =>
  signatureCheck(secrets)(body, header)

describe("signatureCheck", () => {
  it("accepts what Meta signed with the app's secret", () => {
    expect(fits(sampleBody, header, ["test-app-secret"])).toBe(true)
    expect(signatureHeader(sampleBody, "test-app-secret")).toBe(header)
  })

  it("accepts any of several secrets, so that a secret can be rotated", () => {
    expect(fits(sampleBody, header, ["new-secret", "test-app-secret"])).toBe(true)
    expect(fits(sampleBody, header, ["test-app-secret", "new-secret"])).toBe(true)
  })

  it.each([
    ["another secret", sampleBody, header, ["other"]],
    ["no secret", sampleBody, header, []],
    ["an empty secret", sampleBody, signatureHeader(sampleBody, "x"), [""]],
    ["no header", sampleBody, undefined, ["test-app-secret"]],
    ["another body", Buffer.from(`${sampleBody} `), header, ["test-app-secret"]],
    [
      "the parsed and re-serialized body",
      Buffer.from(JSON.stringify(JSON.parse(String(sampleBody)))),
      header,
      ["test-app-secret"],
    ],
    ["a cut signature", sampleBody, header.slice(0, -2), ["test-app-secret"]],
    ["a longer signature", sampleBody, `${header}00`, ["test-app-secret"]],
    ["a signature with half a byte more", sampleBody, `${header}f`, ["test-app-secret"]],
    ["SHA-1's header", sampleBody, header.replace("sha256", "sha1"), ["test-app-secret"]],
    ["no hexadecimal", sampleBody, `sha256=${"z".repeat(64)}`, ["test-app-secret"]],
  ])("refuses %s", (_what, body, header, secrets) => {
    expect(fits(body, header, secrets)).toBe(false)
  })

  it("accepts every body with its own signature and refuses it with one bit changed", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(bytes, fc.string({ minLength: 1 }), fc.nat(), (body, secret, at) => {
        const header = signatureHeader(body, secret)
        expect(fits(body, header, [secret])).toBe(true)
        const changed = Uint8Array.from(body, (byte, index) => (index === at % body.length ? byte ^ 1 : byte))
        expect(fits(changed, header, [secret])).toBe(false)
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
