import { expect, it } from "vitest"
import { contentPolicy } from "./content-policy.ts"

it("pages run our own scripts and Meta's SDK, and are in no other site's frame", () => {
  const policy = contentPolicy({
    sdkUrl: "https://connect.facebook.net/en_US/sdk.js",
    dialogUrl: "https://www.facebook.com",
    graphUrl: "https://graph.facebook.com",
  }).split("; ")
  expect(policy).toContain("script-src 'self' https://connect.facebook.net")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy.find((rule) => rule.startsWith("script-src"))).not.toContain("unsafe")
})
