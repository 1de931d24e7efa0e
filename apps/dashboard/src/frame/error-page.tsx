import { Button, Stack } from "@mantine/core"
import { useRouter } from "@tanstack/react-router"
import { Page } from "../look/page/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"

interface Failure {
  error: unknown
  reset: () => void
}

/** A page that could not be shown: what is wrong, and a way to try again. */
export function Broken({ error, reset }: Failure) {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Page title="This page could not be shown">
      <Stack align="flex-start">
        <ProblemAlert failure={error} retry={again} />
        <Button variant="default" onClick={() => window.location.assign("/")}>
          Go to Home
        </Button>
      </Stack>
    </Page>
  )
}

/** The same where there is no frame around it. */
export function BrokenAlone(failure: Failure) {
  return (
    <main>
      <Broken {...failure} />
    </main>
  )
}
