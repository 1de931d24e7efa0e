/** The login dialog: who is there, what the app may do, and Embedded Signup's screens in their order. */
import { Alert, Anchor, Box, Button, Container, Group, Paper, Progress, Stack, Text } from "@mantine/core"
import { IconBrandFacebookFilled } from "@tabler/icons-react"
import { useState } from "react"
import { dialogViewSchema } from "../../../src/control/views/shapes.ts"
import { useLive } from "../live.ts"
import { AccountScreen } from "./account-screen.tsx"
import { CodeScreen } from "./code-screen.tsx"
import { NumberScreen } from "./number-screen.tsx"
import { cancel, cancelWithProblem } from "./outcome.ts"
import { PermissionsScreen, PersonScreen } from "./person-screens.tsx"
import { PortfolioScreen } from "./portfolio-screen.tsx"
import { ProfileScreen } from "./profile-screen.tsx"
import { readRequest } from "./request.ts"
import { ReviewScreen } from "./review-screen.tsx"
import { newSignup, type Place, type Signup, STEP_OF } from "./signup.ts"

const ORDER: readonly Place[] = [
  "person",
  "permissions",
  "portfolio",
  "account",
  "profile",
  "number",
  "code",
  "review",
]

export function LoginDialog() {
  const [request] = useState(() => readRequest(window.location.search))
  const [place, setPlace] = useState<Place>("person")
  const [signup, setSignup] = useState<Signup>(() => newSignup(request.prefill.businessName))
  const query = new URLSearchParams({ client_id: request.clientId, person: signup.person })
  const { data: view, error } = useLive(dialogViewSchema, `views/dialog?${query}`)

  const fault =
    request.clientId === ""
      ? "The parameter client_id is missing."
      : error !== null
        ? "The client_id is not the id of an app in this sandbox."
        : request.redirectUri === "" && request.sdkOrigin === ""
          ? "The parameter redirect_uri is missing."
          : request.redirectUri !== "" && !URL.canParse(request.redirectUri)
            ? "The redirect_uri is no address."
            : undefined
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

  const change = (part: Partial<Signup>) => setSignup((before) => ({ ...before, ...part }))
  const shared = { request, view, signup, change, go: setPlace }
  return (
    <DialogFrame done={(ORDER.indexOf(place) + 1) / ORDER.length}>
      {place === "person" && <PersonScreen {...shared} />}
      {place === "permissions" && <PermissionsScreen {...shared} />}
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
          onClick={() => cancel(request, STEP_OF[place])}
        >
          Cancel
        </Button>
        {STEP_OF[place] === undefined ? null : (
          <Anchor
            component="button"
            size="sm"
            c="dimmed"
            onClick={() => cancelWithProblem(request, crypto.randomUUID(), new Date())}
          >
            Report a problem
          </Anchor>
        )}
      </Group>
    </DialogFrame>
  )
}

function DialogFrame({ done, children }: { done: number; children?: React.ReactNode }) {
  return (
    <Box mih="100dvh" bg="light-dark(var(--mantine-color-gray-1), var(--mantine-color-dark-8))">
      <Container size={560} py={{ base: "xs", sm: "xl" }} px="xs">
        <Paper withBorder radius="lg" style={{ overflow: "hidden" }}>
          <Group gap="xs" px="lg" py="sm" wrap="nowrap">
            <IconBrandFacebookFilled color="var(--mantine-color-blue-7)" aria-hidden />
            <Stack gap={0}>
              <Text fw={600} size="sm" component="h1" m={0}>
                Log in with Facebook
              </Text>
              <Text size="xs" c="dimmed">
                The sandbox’s stand-in: no real account is asked for
              </Text>
            </Stack>
          </Group>
          <Progress value={done * 100} size={3} radius={0} color="blue" aria-label="How far you have come" />
          <Box p="lg">{children}</Box>
        </Paper>
      </Container>
    </Box>
  )
}
