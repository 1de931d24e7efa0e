import { expect, it } from "vitest"
import { loopbackLinks } from "./links.ts"

const link = "http://127.0.0.1:4000/a.png"

it("finds the links of media objects, wherever they stand, and of nothing else", () => {
  expect(loopbackLinks({ image: { link }, interactive: { header: { video: { link } } } })).toEqual([
    { kind: "image", url: link },
    { kind: "video", url: link },
  ])
  expect(loopbackLinks({ constructor: { link }, toString: { link }, text: { link } })).toEqual([])
})
