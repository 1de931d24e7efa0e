import { expect, it } from "vitest"
import { placeOf } from "./places.ts"

it.each([
  ["/", "Home"],
  ["/templates/1", "Templates"],
  ["/connect", "Technology Partners"],
  ["/connect/whatsapp/numbers/1", "WhatsApp"],
  ["/settings/api-keys", "API keys"],
  ["/account", undefined],
])("%s is in %s", (path, label) => {
  expect(placeOf(path)?.label).toBe(label)
})
