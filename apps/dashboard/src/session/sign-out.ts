import { auth } from "../api/auth.ts"

/** Signs out, and leaves nothing of the workspace on the screen. */
export async function leave(): Promise<void> {
  await auth.signOut()
  window.location.assign("/sign-in")
}
