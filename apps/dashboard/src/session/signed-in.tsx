import { ButtonLink } from "../look/links.tsx"
import { Entrance } from "./signed-out-page.tsx"

/** Where someone ends who signed in again beside a page that waits for them. */
export function SignedInPage() {
  return (
    <Entrance
      title="You are signed in"
      intro="Close this tab and continue in the one where you were. Everything you typed is still there."
    >
      <ButtonLink to="/" variant="default">
        Continue here
      </ButtonLink>
    </Entrance>
  )
}
