/** The login dialog: who is there, what the app may do, and then a plain login's screens or Embedded Signup's. */
import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core"
import { useState } from "react"
import type { DialogView } from "../../../src/control/views/shapes.ts"
import { ApiError } from "../api.ts"
import { randomId } from "../random-id.ts"
import { AccountScreen } from "./account-screen.tsx"
import { AssetsScreen } from "./assets-screen.tsx"
import { CodeScreen } from "./code-screen.tsx"
import { ConfirmScreen } from "./confirm-screen.tsx"
import { DialogFrame } from "./dialog-frame.tsx"
import { useDialogView } from "./dialog-view.ts"
import { NumberScreen } from "./number-screen.tsx"
import { cancel, cancelWithProblem } from "./outcome.ts"
import { OverScreen } from "./over-screen.tsx"
import { PermissionsScreen } from "./permissions-screen.tsx"
import { PersonScreen } from "./person-screen.tsx"
import { PortfolioScreen } from "./portfolio-screen.tsx"
import { ProfileScreen } from "./profile-screen.tsx"
import { type LoginRequest, readRequest } from "./request.ts"
import { ReviewScreen } from "./review-screen.tsx"
import { loginPlaces, newSignup, type Place, type Signup, signupPlaces, stepOf } from "./signup.ts"

export function LoginDialog() {
  const [request] = useState(() => readRequest(window.location))
  const [place, setPlace] = useState<Place>("person")
  const [signup, setSignup] = useState<Signup>(() => newSignup(request.prefill.businessName))
  const { data: view, error } = useDialogView(request, signup.person)
  const fault = faultOf(request, error)
  if (fault !== undefined) {
    return (
      <DialogFrame done={0}>
        <Alert color="red" title="This login link does not work">
          {fault} This is a mistake of the app that sent you here.
        </Alert>
      </DialogFrame>
    )
  }
  if (view === undefined) return <DialogFrame done={0} />
  if (view.blocked !== null) {
    return (
      <DialogFrame done={0}>
        <Blocked blocked={view.blocked} redirectUri={request.redirectUri} />
      </DialogFrame>
    )
  }

  const change = (part: Partial<Signup>) => setSignup((before) => ({ ...before, ...part }))
  const go = (next: Place) => {
    change({ problem: undefined })
    setPlace(next)
  }
  const refused = (reason: unknown) => {
    if (reason instanceof ApiError) change({ problem: { message: reason.message, errorId: reason.errorId } })
  }
  const leave = (say: () => void) => {
    say()
    if (request.isHosted) setPlace("over")
  }
  const finished = () => {
    change({ isFinished: true })
    if (request.isHosted) setPlace("over")
  }
  const shared = { request, view, signup, change, go, refused, finished }
  const order = view.kind === "login" ? loginPlaces : signupPlaces
  const step = stepOf[place]
  if (place === "over") {
    return (
      <DialogFrame done={1}>
        <OverScreen app={view.app.name} isFinished={signup.isFinished} />
      </DialogFrame>
    )
  }
  return (
    <DialogFrame done={(order.indexOf(place) + 1) / order.length}>
      {place === "person" && <PersonScreen {...shared} />}
      {place === "permissions" && <PermissionsScreen {...shared} />}
      {place === "assets" && <AssetsScreen {...shared} />}
      {place === "confirm" && <ConfirmScreen {...shared} />}
      {place === "portfolio" && <PortfolioScreen {...shared} />}
      {place === "account" && <AccountScreen {...shared} />}
      {place === "profile" && <ProfileScreen {...shared} />}
      {place === "number" && <NumberScreen {...shared} />}
      {place === "code" && <CodeScreen {...shared} />}
      {place === "review" && <ReviewScreen {...shared} />}
      <Group justify="space-between" mt="xl">
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => leave(() => cancel(request, step))}
        >
          Cancel
        </Button>
        {step === undefined ? null : (
          <Anchor
            component="button"
            size="sm"
            c="dimmed"
            onClick={() => leave(() => cancelWithProblem(request, signup.problem, randomId(), new Date()))}
          >
            Report a problem
          </Anchor>
        )}
      </Group>
    </DialogFrame>
  )
}

/** Why the address cannot be answered at all. */
function faultOf(request: LoginRequest, error: Error | null): string | undefined {
  if (request.clientId === "") return "The parameter client_id is missing."
  if (error !== null) return "The client_id is not the id of an app in this sandbox."
  if (request.isHosted) return request.configId === "" ? "The parameter config_id is missing." : undefined
  if (request.redirectUri === "" && request.sdkOrigin === "") return "The parameter redirect_uri is missing."
  return undefined
}

/** Facebook's screen for an app that asks for what it may not: no way on, and nobody is sent back. */
function Blocked({
  blocked,
  redirectUri,
}: {
  blocked: NonNullable<DialogView["blocked"]>
  redirectUri: string
}) {
  return (
    <Stack>
      <Alert color="red" title={blocked.title}>
        {blocked.message}
      </Alert>
      <Text size="sm" c="dimmed">
        Error {blocked.code}
        {redirectUri === "" ? "" : `. The app wanted to send you back to ${redirectUri}.`}
      </Text>
    </Stack>
  )
}
