import { Button, Center, Stack } from "@mantine/core"
import { useRouter } from "@tanstack/react-router"
import { ProblemAlert } from "../look/problem-alert.tsx"

/** A page that could not be shown: what is wrong, and a way to try again. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Center mih="60dvh" p="md">
      <Stack maw={480}>
        <ProblemAlert failure={error} retry={again} />
        <Button variant="subtle" onClick={() => window.location.assign("/")}>
          Back to home
        </Button>
      </Stack>
    </Center>
  )
}
