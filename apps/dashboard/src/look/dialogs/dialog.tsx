import { Modal, type ModalProps } from "@mantine/core"
import { useEffect, useState } from "react"
import { useIsSessionOver } from "../../api/session-end.ts"
import { doubleClickMs } from "../action.ts"
import { TypedQuestion, useTypedQuestion } from "./typed-question.tsx"
import { FormInDialog, useTypedText } from "./typed-text.ts"

interface DialogProps extends Omit<ModalProps, "opened"> {
  /** What was asked for in it is under way: until its outcome is known, nothing closes the dialog. */
  isBusy?: boolean
  /** It shows what is never shown again: only its own buttons close it. */
  isToBeAnswered?: boolean
  /** What is typed into it has done its work, or is only for looking: it closes without asking. */
  losesNothing?: boolean
}

/**
 * A dialog that is there only while it is open, and gives the focus back to what had it before. Escape, a click outside, × and
 * leaving the page ask first where text was typed into it that nothing else keeps; its own buttons do not.
 */
export function Dialog({
  isBusy = false,
  isToBeAnswered = false,
  losesNothing = false,
  onClose,
  children,
  ...modal
}: DialogProps) {
  const [before] = useState(() => document.activeElement)
  const isSettled = useSettled()
  // Escape in the dialog above it, which asks the member to sign in again, is not meant for this one.
  const isSessionOver = useIsSessionOver()
  const typed = useTypedText()
  const question = useTypedQuestion({
    isUnfinished: () => !losesNothing && typed.isUnfinished(),
    isToBeAskedOnLeaving: () => !losesNothing && !isBusy && typed.isUnguarded(),
    onClose,
  })
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
      closeOnEscape={!isToBeAnswered && !isSessionOver && !question.isOpen}
      closeOnClickOutside={!isToBeAnswered && isSettled}
      closeButtonProps={{ "aria-label": "Close", disabled: isBusy }}
      onClose={() => {
        if (!isBusy) question.close()
      }}
      onFocusCapture={typed.onFocusCapture}
      {...modal}
    >
      <FormInDialog value={typed.setForm}>{children}</FormInDialog>
      {question.isOpen ? <TypedQuestion {...question} /> : null}
    </Modal>
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
