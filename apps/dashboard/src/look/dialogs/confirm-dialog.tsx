import { Button, Group, Stack } from "@mantine/core"
import type { ReactNode } from "react"
import { useAction } from "../action.ts"
import { ProblemAlert } from "../problem-alert.tsx"
import { Dialog } from "./dialog.tsx"

/**
 * Asks once more before something is done. It stays, busy, until that is known to have happened; what went wrong is said
 * in it, beside the button that tries again.
 */
export function ConfirmDialog({
  title,
  confirm,
  cancel = "Cancel",
  isDangerous = true,
  isDisabled = false,
  onConfirm,
  onClose,
  children,
}: {
  title: string
  /** The button that does it, such as `Delete`. */
  confirm: string
  /** The button that leaves everything as it is. */
  cancel?: string
  /** It takes something away. */
  isDangerous?: boolean
  /** It cannot be done as things stand; the children say why. */
  isDisabled?: boolean
  /** Does it. @throws what went wrong, in a shape that `asProblem` reads */
  onConfirm: () => unknown
  onClose: () => void
  /** What happens then, and what stays. */
  children: ReactNode
}) {
  const action = useAction(async () => {
    await onConfirm()
    onClose()
  })
  return (
    <Dialog title={title} isBusy={action.isBusy} onClose={onClose}>
      <Stack>
        {children}
        <ProblemAlert failure={action.failure} />
        <Group justify="flex-end">
          <Button variant="default" disabled={action.isBusy} onClick={onClose} data-autofocus>
            {cancel}
          </Button>
          <Button
            {...(isDangerous ? { color: "red" } : {})}
            loading={action.isBusy}
            disabled={isDisabled}
            onClick={() => void action.run()}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
