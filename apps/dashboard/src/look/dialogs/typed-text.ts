import { createContext, type FocusEvent, use, useEffect, useRef, useState } from "react"

/** Whether closing the dialog loses something. */
type IsUnfinished = () => boolean

/** Takes what the form in a dialog knows of its own text; undefined: the form is gone. */
export const FormInDialog = createContext<((form: IsUnfinished | undefined) => void) | undefined>(undefined)

/** Tells the dialog around a form whether closing it loses something; nothing where there is no dialog. */
export function useFormInDialog(isUnfinished: IsUnfinished): void {
  const tell = use(FormInDialog)
  const latest = useRef(isUnfinished)
  useEffect(() => {
    latest.current = isUnfinished
  })
  useEffect(() => {
    tell?.(() => latest.current())
    return () => tell?.(undefined)
  }, [tell])
}

/**
 * What was typed into a dialog: its form knows, if it has one that says so; else the fields themselves, by what was in them when
 * they were first gone to.
 */
export function useTypedText() {
  const form = useRef<IsUnfinished>(undefined)
  const [textsBefore] = useState(() => new Map<HTMLInputElement | HTMLTextAreaElement, string>())
  const hasTyped = () =>
    [...textsBefore].some(([field, before]) => field.isConnected && field.value !== before)
  const [setForm] = useState(() => (told: IsUnfinished | undefined) => {
    form.current = told
  })
  return {
    setForm,
    isUnfinished: () => (form.current === undefined ? hasTyped() : form.current()),
    /** There is text, and no form that asks on leaving the page. */
    isUnguarded: () => form.current === undefined && hasTyped(),
    onFocusCapture: ({ target }: FocusEvent) => {
      if (isTypedInto(target) && !textsBefore.has(target)) textsBefore.set(target, target.value)
    },
  }
}

/** Types of fields whose text is worth a question; a password is typed again at no loss. */
const typedInto: ReadonlySet<string> = new Set(["email", "number", "search", "tel", "text", "url"])

/** What is typed into the field of a list only searches the list; a code is told again. */
const isTypedInto = (target: EventTarget): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement &&
    !target.readOnly &&
    typedInto.has(target.type) &&
    target.autocomplete !== "one-time-code" &&
    target.getAttribute("aria-haspopup") !== "listbox")
