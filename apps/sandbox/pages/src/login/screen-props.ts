import type { DialogView } from "../../../src/control/views/shapes.ts"
import type { LoginRequest } from "./request.ts"
import type { Place, Signup } from "./signup.ts"

/** What every screen of the dialog is handed. */
export interface ScreenProps {
  request: LoginRequest
  view: DialogView
  signup: Signup
  change: (part: Partial<Signup>) => void
  go: (place: Place) => void
  /** Notes what the sandbox refused: a person who reports a problem reports this. */
  refused: (error: unknown) => void
  /** Shows that it is over, where nobody waits for an answer. */
  finished: () => void
}
