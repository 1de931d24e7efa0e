import { Modal, type ModalProps } from "@mantine/core"
import { useEffect, useState } from "react"

/** A dialog that is there only while it is open, and gives the focus back to what had it before. */
export function Dialog(modal: Omit<ModalProps, "opened">) {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        const isNowhere = document.activeElement === document.body
        if (isNowhere && before instanceof HTMLElement) before.focus({ preventScroll: true })
      })
    },
    [before],
  )
  return <Modal opened {...modal} />
}
