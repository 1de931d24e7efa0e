import { vi } from "vitest"

/** How long `vi.waitFor` waits when a test does not say: as long as `expect.poll`. Its own second is too short on a busy machine. */
const timeout = 45_000

const patient = Symbol.for("parley.patient-waits")
const { waitFor } = vi
// Files of one process share `vi`, and each of them runs this file.
if (!(patient in waitFor)) {
  const longer: typeof waitFor = (callback, options = {}) =>
    waitFor(callback, typeof options === "number" ? options : { timeout, ...options })
  vi.waitFor = Object.assign(longer, { [patient]: true })
}
