import { useEffect } from "react"

/** What the browser's tab is called. */
export function windowTitle(title: string): string {
  return `${title} · WhatsApp sandbox`
}

/** Names the browser's tab after what a page shows, once that is known; until then it has the name of the place. */
export function useWindowTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = windowTitle(title)
  }, [title])
}
