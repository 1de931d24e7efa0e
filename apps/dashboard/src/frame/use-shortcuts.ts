import { useLocalStorage } from "@mantine/hooks"
import { useEffect, useRef } from "react"
import { type KeyAction, type Step, stepOf } from "./shortcuts.ts"

/** Whether single keys do something. People who speak to their computer, or brush keys, turn that off (WCAG 2.2, 2.1.4). */
export function useShortcutsChoice() {
  const [areOn, choose] = useLocalStorage({
    key: "shortcuts",
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  return { areOn, choose }
}

const typedInto =
  "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true], [role=combobox], [role=listbox]"
/** What is open over the page has keys of its own. */
const over = "[role=dialog], dialog[open], [role=menu]"

/** Whether a dialog or a menu is open, whose keys mean what they mean there. */
export const isOverPage = (): boolean => document.querySelector(over) !== null

function isTaken(event: KeyboardEvent): boolean {
  const { target, defaultPrevented, isComposing, repeat, ctrlKey, metaKey, altKey } = event
  return (
    defaultPrevented ||
    isComposing ||
    repeat ||
    ctrlKey ||
    metaKey ||
    altKey ||
    (target instanceof Element && target.closest(typedInto) !== null) ||
    isOverPage()
  )
}

/**
 * Listens to the keys of {@link stepOf}.
 * @param go what each key of a place does after the leader
 */
export function useShortcuts(
  go: ReadonlyMap<string, () => unknown>,
  actions: Readonly<Record<KeyAction, () => unknown>>,
): void {
  const { areOn } = useShortcutsChoice()
  const before = useRef<Step>({ does: "nothing" })
  useEffect(() => {
    if (!areOn) return
    const hear = (event: KeyboardEvent) => {
      if (event.key === "Shift") return
      const press = { key: event.key, atMs: event.timeStamp, isTaken: isTaken(event) }
      const step = stepOf(press, before.current, new Set(go.keys()))
      before.current = step
      if (step.does === "nothing" || step.does === "wait") return
      event.preventDefault()
      if (step.does === "go") go.get(step.key)?.()
      else actions[step.does]()
    }
    window.addEventListener("keydown", hear)
    return () => window.removeEventListener("keydown", hear)
  })
}
