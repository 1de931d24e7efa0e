import { type RefObject, useEffect, useRef } from "react"
import { ownKey } from "../../api/own-keys.ts"
import { type Pasted, stepsAsText, stepsInText } from "../editing/clipboard.ts"
import type { StepDraft } from "../editing/draft.ts"

/** What was copied last, for browsers and addresses where a page may not read the clipboard. */
const kept = ownKey("copied canvas steps")

/** Whether keys are for the text that is being typed. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable=true]")

/** Copying and pasting of steps, with the browser's clipboard: by its keys, and by buttons. */
export function useClipboard({
  root,
  copied,
  onPaste,
}: {
  root: RefObject<HTMLElement | null>
  /** What would be copied. */
  copied: () => readonly StepDraft[]
  onPaste: (pasted: Pasted) => void
}) {
  const now = useRef({ copied, onPaste })
  now.current = { copied, onPaste }
  useEffect(() => {
    const isHere = ({ target }: Event) =>
      root.current?.contains(document.activeElement) === true && !isTyping(target)
    const copy = (event: ClipboardEvent) => {
      if (!isHere(event) || (document.getSelection()?.toString() ?? "") !== "") return
      const steps = now.current.copied()
      if (steps.length === 0) return
      const text = stepsAsText(steps)
      localStorage.setItem(kept, text)
      event.clipboardData?.setData("text/plain", text)
      event.preventDefault()
    }
    const paste = (event: ClipboardEvent) => {
      if (!isHere(event)) return
      const pasted = stepsInText(event.clipboardData?.getData("text/plain") ?? "")
      if (pasted === undefined) return
      event.preventDefault()
      now.current.onPaste(pasted)
    }
    document.addEventListener("copy", copy)
    document.addEventListener("paste", paste)
    return () => {
      document.removeEventListener("copy", copy)
      document.removeEventListener("paste", paste)
    }
  }, [root])
  return {
    copy: async (steps: readonly StepDraft[]) => {
      const text = stepsAsText(steps)
      localStorage.setItem(kept, text)
      // What has no such clipboard, or refuses, pastes what is kept.
      await navigator.clipboard?.writeText(text).catch(() => undefined)
    },
    paste: async () => {
      const text = await navigator.clipboard?.readText().catch(() => undefined)
      const pasted = stepsInText(text ?? "") ?? stepsInText(localStorage.getItem(kept) ?? "")
      now.current.onPaste(pasted ?? { problem: "No steps were copied yet." })
    },
  }
}
