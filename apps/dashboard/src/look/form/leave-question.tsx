import { Button, Group, Stack, Text } from "@mantine/core"
import { useBlocker } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { isSignedOut } from "../../api/session-end.ts"
import { Dialog } from "../dialogs/dialog.tsx"

/**
 * Asks before the page is left with something unfinished: in a dialog where it is left for another page of the dashboard, and
 * the browser's own way where its tab is closed or loaded again. Members who signed out are asked nothing.
 */
export function LeaveQuestion({
  isUnfinished,
  title = "Leave without saving?",
  stay = "Keep editing",
  onDiscard,
  children,
}: {
  /** Asked when the page is about to be left. */
  isUnfinished: () => boolean
  title?: string
  /** The button that stays. */
  stay?: string
  /** Where what was typed is kept: forgets it, and the page is left. */
  onDiscard?: (() => void) | undefined
  /** What becomes of it. */
  children: ReactNode
}) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isUnfinished(),
    enableBeforeUnload: () => isUnfinished() && !isSignedOut(),
    withResolver: true,
  })
  if (status !== "blocked") return null
  return (
    <Dialog title={title} onClose={reset}>
      <Stack>
        <Text size="sm">{children}</Text>
        <Group justify="flex-end">
          {onDiscard === undefined ? null : (
            <Button
              variant="subtle"
              color="red"
              me="auto"
              onClick={() => {
                onDiscard()
                proceed()
              }}
            >
              Discard changes
            </Button>
          )}
          <Button variant="default" onClick={reset} data-autofocus>
            {stay}
          </Button>
          <Button onClick={proceed}>Leave</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
