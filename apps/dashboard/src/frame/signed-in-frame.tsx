import "../look/member-styles.ts"
import { Notifications } from "@mantine/notifications"
import { lazy, Suspense } from "react"
import { useIsSessionOver } from "../api/session-end.ts"
import { Frame } from "./frame.tsx"

const SignInAgain = lazy(() => import("../session/sign-in-again.tsx"))

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
