import { Button, Group, Modal, Text } from "@mantine/core"
import { useBlocker } from "@tanstack/react-router"
import { useState } from "react"
import { isSignedOut } from "../../api/session-end.ts"

/**
 * Asks before a dialog goes with what was typed into it.
 * @param isUnfinished whether closing the dialog loses something
 * @param isToBeAskedOnLeaving whether leaving the page does, and nothing else asks
 */
export function useTypedQuestion({
  isUnfinished,
  isToBeAskedOnLeaving,
  onClose,
}: {
  isUnfinished: () => boolean
  isToBeAskedOnLeaving: () => boolean
  onClose: () => void
}) {
  const [isClosing, setClosing] = useState(false)
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isToBeAskedOnLeaving(),
    enableBeforeUnload: () => isToBeAskedOnLeaving() && !isSignedOut(),
    withResolver: true,
  })
  const isLeaving = status === "blocked"
  return {
    isOpen: isClosing || isLeaving,
    /** Closes the dialog, if need be after asking. */
    close: () => (isUnfinished() ? setClosing(true) : onClose()),
    keep: () => {
      setClosing(false)
      reset?.()
    },
    discard: () => {
      if (isLeaving) proceed()
      onClose()
    },
  }
}

export function TypedQuestion({ keep, discard }: { keep: () => void; discard: () => void }) {
  return (
    <Modal
      opened
      size="sm"
      title="Discard what you typed?"
      closeButtonProps={{ "aria-label": "Close" }}
      onClose={keep}
    >
      <Text size="sm">It is not saved anywhere.</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" color="red" onClick={discard}>
          Discard
        </Button>
        <Button onClick={keep} data-autofocus>
          Keep editing
        </Button>
      </Group>
    </Modal>
  )
}
