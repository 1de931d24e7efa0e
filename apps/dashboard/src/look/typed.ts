import { useState, useTransition } from "react"

/**
 * The text of a field on which much depends: a check of all rules, a preview. What is typed is there at once; what depends on it
 * follows when there is time, and at the latest when the field is left, so that no button does something with an older text.
 * @param value as the page has it; @param onChange tells the page, which may take its time to show what that means
 */
export function useTyped(value: string, onChange: (text: string) => void) {
  const [typed, setTyped] = useState(value)
  const [isBehind, follow] = useTransition()
  return {
    value: isBehind ? typed : value,
    set: (text: string) => {
      setTyped(text)
      follow(() => onChange(text))
    },
    onBlur: () => {
      if (isBehind) onChange(typed)
    },
  }
}
