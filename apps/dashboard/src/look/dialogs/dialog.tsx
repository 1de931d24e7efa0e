import { Modal, type ModalProps } from "@mantine/core"
import { useEffect, useState } from "react"
import { useIsSessionOver } from "../../api/session-end.ts"
import { doubleClickMs } from "../action.ts"

interface DialogProps extends Omit<ModalProps, "opened"> {
  /** What was asked for in it is under way: until its outcome is known, nothing closes the dialog. */
  isBusy?: boolean
  /** It shows what is never shown again: only its own buttons close it. */
  isToBeAnswered?: boolean
}

/** A dialog that is there only while it is open, and gives the focus back to what had it before. */
export function Dialog({ isBusy = false, isToBeAnswered = false, onClose, ...modal }: DialogProps) {
  const [before] = useState(() => document.activeElement)
  const isSettled = useSettled()
  // Escape in the dialog above it, which asks the member to sign in again, is not meant for this one.
  const isSessionOver = useIsSessionOver()
  useEffect(
    () => () => {
      setTimeout(() => {
        const isNowhere = document.activeElement === document.body
        if (isNowhere && before instanceof HTMLElement) before.focus({ preventScroll: true })
      })
    },
    [before],
  )
  return (
    <Modal
      opened
      withCloseButton={!isToBeAnswered}
      closeOnEscape={!isToBeAnswered && !isSessionOver}
      closeOnClickOutside={!isToBeAnswered && isSettled}
      closeButtonProps={{ "aria-label": "Close", disabled: isBusy }}
      onClose={() => {
        if (!isBusy) onClose()
      }}
      {...modal}
    />
  )
}

/** A double click on the button that opens a dialog ends outside of the dialog, and does not mean to close it. */
function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), doubleClickMs)
    return () => clearTimeout(timer)
  }, [])
  return isSettled
}
