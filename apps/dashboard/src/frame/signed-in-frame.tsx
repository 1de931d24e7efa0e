import "../look/member-styles.ts"
import { Notifications } from "@mantine/notifications"
import { Suspense } from "react"
import { useIsSessionOver } from "../api/session-end.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { lazyPart } from "../look/page/lazy-part.tsx"
import { Frame } from "./frame.tsx"

const SignInAgain = lazyPart(
  () => import("../session/sign-in-again.tsx"),
  (alert) => (
    <Dialog title="Your session has ended" isToBeAnswered onClose={() => undefined}>
      {alert}
    </Dialog>
  ),
)

/** The pages of a member: the frame, and what may appear above any of them. It brings the styles of all components. */
export function SignedInFrame() {
  const isSessionOver = useIsSessionOver()
  return (
    <>
      <Frame />
      <Notifications position="bottom-center" />
      {isSessionOver ? (
        <Suspense>
          <SignInAgain />
        </Suspense>
      ) : null}
    </>
  )
}
