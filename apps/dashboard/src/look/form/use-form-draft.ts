import { useQuery } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import { isSignedOut } from "../../api/session-end.ts"
import { chosenWorkspace } from "../../api/workspace-choice.ts"
import { meQuery } from "../../session/me.ts"
import { type Draft, forgetDraft, keepDraft, readDraft } from "./drafts.ts"
import type { Edited } from "./edits.ts"

const keepAfterMs = 400

/**
 * Keeps what is typed into a form in this browser, apart for each member and workspace, until it is forgotten.
 * @param name of the form, and of what it edits; undefined: nothing is kept
 */
export function useFormDraft<Values extends object>(name: string | undefined, initial: Values) {
  const { data: me } = useQuery({ ...meQuery, enabled: false })
  const [key] = useState(() => name && [me?.member.id, chosenWorkspace(), name].join(" "))
  const [found] = useState(() => (key ? readDraft(localStorage, key, initial, Date.now()) : undefined))
  // What is not kept yet when the form goes.
  const unkept = useRef<() => void>(undefined)
  const waiting = useRef<number>(undefined)

  const drop = () => {
    clearTimeout(waiting.current)
    unkept.current = undefined
  }
  useEffect(() => {
    const keepNow = () => unkept.current?.()
    window.addEventListener("pagehide", keepNow)
    return () => {
      window.removeEventListener("pagehide", keepNow)
      keepNow()
    }
  }, [])

  return {
    /** What was kept when the form opened. */
    found,
    isFromThisTab: found?.tab === tabId(),
    keep: (values: Values, base: Edited<Values>) => {
      drop()
      if (!key) return
      const draft: Draft<Values> = { base, values, atMs: Date.now(), tab: tabId() }
      unkept.current = () => {
        drop()
        if (!isSignedOut()) keepDraft(localStorage, key, draft)
      }
      waiting.current = window.setTimeout(unkept.current, keepAfterMs)
    },
    forget: () => {
      drop()
      if (key) forgetDraft(localStorage, key)
    },
  }
}

/** A tab keeps its own: what another tab has typed may still be on the screen there. */
function tabId(): string {
  const name = "parley.tab"
  const known = sessionStorage.getItem(name)
  if (known !== null) return known
  const made = String(Math.random())
  sessionStorage.setItem(name, made)
  return made
}
