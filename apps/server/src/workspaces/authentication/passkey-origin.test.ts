import { expect, it } from "vitest"
import { passkeyOrigin } from "./passkey-origin.ts"

it.each([
  ["http://localhost:3000", "http://localhost:3000"],
  ["https://parley.example.com/", "https://parley.example.com"],
  ["http://parley.localhost", "http://parley.localhost"],
  ["http://parley.example.com", undefined],
  ["http://127.0.0.1:3000", undefined],
  ["https://192.0.2.7", undefined],
  ["https://[2001:db8::1]", undefined],
])("of %s is %s", (publicUrl, origin) => {
  expect(passkeyOrigin(publicUrl)).toBe(origin)
})
