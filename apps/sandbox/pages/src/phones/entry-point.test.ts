import { describe, expect, it } from "vitest"
import { choices, fileMessage, objection } from "./chat/sending.ts"
import { shownFrom } from "./content/files.ts"
import { scanned } from "./entry-point.ts"

describe("what a code holds", () => {
  it("is a code of the business, or a number with words", () => {
    expect(scanned("https://wa.me/message/ABCDEFGHIJKLM2")).toEqual({ kind: "code", code: "ABCDEFGHIJKLM2" })
    expect(scanned(" ABCDEFGHIJKLM2 ")).toEqual({ kind: "code", code: "ABCDEFGHIJKLM2" })
    expect(scanned("wa.me/15552010001?text=Hello%20there")).toEqual({
      kind: "number",
      digits: "15552010001",
      text: "Hello there",
    })
    expect(scanned("https://api.whatsapp.com/send?phone=15552010001")).toEqual({
      kind: "number",
      digits: "15552010001",
      text: "",
    })
    expect(scanned("https://example.com/15552010001")).toBeUndefined()
  })
})

describe("a file", () => {
  it("is shown from the sandbox or from this machine, never from a stranger", () => {
    const nowhere = { id: "", link: "", isVoice: false }
    expect(shownFrom({ ...nowhere, id: "77" })).toBe("/_sandbox/files/77")
    expect(shownFrom({ ...nowhere, link: "http://localhost:3000/a.jpg" })).toBe("http://localhost:3000/a.jpg")
    expect(shownFrom({ ...nowhere, link: "https://localhost.example/a.jpg" })).toBeUndefined()
    expect(shownFrom({ ...nowhere, link: "https://pictures.example/a.jpg" })).toBeUndefined()
  })

  it("is refused for its size or its type before it is sent", () => {
    const picture = choices.find(({ label }) => label === "Picture")
    const voice = choices.find(({ isVoice }) => isVoice)
    if (picture === undefined || voice === undefined) throw new Error("There is nothing to choose.")
    expect(objection(picture, { size: 10, type: "image/png" })).toBeUndefined()
    expect(objection(picture, { size: 6 * 1024 * 1024, type: "image/png" })).toBe(
      "At most 5 MB; this has 6 MB.",
    )
    expect(objection(picture, { size: 10, type: "image/gif" })).toContain("Picture can be jpeg, png")
    expect(fileMessage(voice, { name: "a.ogg", type: "audio/ogg" }, "QQ==", "unheard")).toEqual({
      type: "audio",
      audio: { data: "QQ==", mime_type: "audio/ogg; codecs=opus", voice: true },
    })
  })
})
