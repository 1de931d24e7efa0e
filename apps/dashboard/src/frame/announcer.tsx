import { VisuallyHidden } from "@mantine/core"
import { useEffect, useState } from "react"

/** Tells people who listen to the page that another one was opened: its title, once it has one. */
export function Announcer() {
  const [said, say] = useState("")
  useEffect(() => {
    const watcher = new MutationObserver(() => say(document.title))
    watcher.observe(document.head, { subtree: true, childList: true, characterData: true })
    return () => watcher.disconnect()
  }, [])
  return (
    <VisuallyHidden aria-live="polite" aria-atomic>
      {said}
    </VisuallyHidden>
  )
}
