import type { ModalProps } from "@mantine/core"
import { useState } from "react"
import { Dialog } from "../dialogs/dialog.tsx"
import { FormShell, type FormShellProps } from "./form-shell.tsx"

interface FormDialogProps<Values extends object>
  extends Omit<FormShellProps<Values>, "cancel" | "onCancel" | "onBusy"> {
  title: string
  size?: ModalProps["size"]
  onClose: () => void
}

/** A form in a dialog. Escape closes it and keeps what was typed, as its × does; *Cancel* gives that up. */
export function FormDialog<Values extends object>({
  title,
  size,
  onClose,
  ...form
}: FormDialogProps<Values>) {
  const [isBusy, setBusy] = useState(false)
  return (
    <Dialog title={title} isBusy={isBusy} onClose={onClose} {...(size === undefined ? {} : { size })}>
      <FormShell {...form} onCancel={onClose} onBusy={setBusy} />
    </Dialog>
  )
}
