import { useEffect, useRef, useState } from "react"
import type { DraftChange } from "../section-props.ts"
import { type Draft, emptyDraft } from "./draft.ts"

/** What is kept of a draft; large pictures are not, their handles are. */
const longestPicture = 200_000

/**
 * A draft that survives a reload or a lost connection: it is kept in this browser under `key` until it is forgotten.
 * @param initial what to start with when nothing is kept
 */
export function useDraft(key: string, initial: Draft) {
  const [kept] = useState(() => read(key))
  const [draft, setDraft] = useState(kept ?? initial)
  const [isKept, setKept] = useState(kept !== undefined)
  // What is not kept yet when the page is left.
  const unkept = useRef<Draft>(undefined)
  useEffect(() => {
    if (draft === initial) return
    unkept.current = draft
    const timer = setTimeout(() => {
      unkept.current = undefined
      keep(key, draft)
    }, 400)
    return () => clearTimeout(timer)
  }, [key, draft, initial])
  useEffect(
    () => () => {
      if (unkept.current !== undefined) keep(key, unkept.current)
    },
    [key],
  )
  const forget = () => {
    unkept.current = undefined
    localStorage.removeItem(key)
    setKept(false)
  }
  return {
    draft,
    /** Something that ends later, such as an upload, changes what the draft is then. */
    change: (change: DraftChange) =>
      setDraft((before) => ({ ...before, ...(typeof change === "function" ? change(before) : change) })),
    /** Whether it says anything else than what it started with. */
    isChanged: draft !== initial,
    /** Whether it was found in this browser: started earlier. */
    isKept,
    forget,
    startOver: () => {
      forget()
      setDraft(initial)
    },
  }
}

function read(key: string): Draft | undefined {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : { ...emptyDraft, ...JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Where there is no room for its pictures it is kept without them. */
function keep(key: string, draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft, withoutLargePictures))
  } catch {
    localStorage.setItem(key, JSON.stringify(draft, withoutPictures))
  }
}

const withoutPictures = (name: string, value: unknown) => (name === "pictureUrl" ? null : value)

function withoutLargePictures(name: string, value: unknown): unknown {
  return name === "pictureUrl" && typeof value === "string" && value.length > longestPicture ? null : value
}
