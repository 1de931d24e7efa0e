import { createContext, type FocusEvent, type ReactNode, useContext, useState } from "react"

/** Whether everything is said about all of the draft: it was written earlier, or the member asked what is left. */
export const Revealed = createContext(false)

const Touched = createContext(true)
/** Whether what was found about this part of the draft is said yet. */
export const useIsTouched = () => useContext(Touched)

/** Until someone has typed into a part, or has left one of its fields, nothing is wrong with it. */
export function useTouched() {
  const [isTouched, setTouched] = useState(false)
  return {
    isTouched: useContext(Revealed) || isTouched,
    /** For the element around the fields. */
    handlers: {
      onChange: () => setTouched(true),
      onBlur: ({ target }: FocusEvent) => {
        if (target.matches("input, textarea")) setTouched(true)
      },
    },
  }
}

/** What is said inside waits until the part was touched. */
export function WhenTouched({ isTouched, children }: { isTouched: boolean; children: ReactNode }) {
  return <Touched value={isTouched}>{children}</Touched>
}
