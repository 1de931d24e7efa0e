import { forgetOwn } from "../api/own-keys.ts"
import { noteSignOut } from "../api/session-end.ts"
import { type Action, useAction } from "../look/action.ts"
import { sayFailed } from "../look/toasts.ts"
import { authProblem } from "./auth-answer.ts"

const unauthorized = 401

/**
 * Signs out, and leaves nothing of the workspace on the screen, nor of what the member typed, sent or searched for in this browser.
 * @param leave where to go then; members whose session has ended already go there, too
 */
export function useSignOut(leave: () => void = () => window.location.assign("/sign-in")): Action<[]> {
  return useAction(async () => {
    const { auth } = await import("../api/auth.ts") // 15 kB that no page needs until then
    const { error } = await auth.signOut()
    if (error && error.status !== unauthorized) throw authProblem(error)
    noteSignOut()
    forgetAll()
    // A page may keep something more until it is left, as a form does with what was typed last.
    window.addEventListener("pagehide", forgetAll, { once: true })
    leave()
  }, sayFailed)
}

function forgetAll(): void {
  forgetOwn(localStorage)
  forgetOwn(sessionStorage)
}
