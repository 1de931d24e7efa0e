import { Modal } from "@mantine/core"
import type { ReactNode } from "react"

/** What slides over a phone until something is chosen, sent or given up. */
export function Sheet({
  title,
  size = "sm",
  onClose,
  children,
}: {
  title: ReactNode
  size?: "sm" | "md"
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ "aria-label": "Close" }}>
      {children}
    </Modal>
  )
}
