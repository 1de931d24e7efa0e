import { Empty } from "./empty.tsx"
import { useWindowTitle } from "./window-title.ts"

export function NotFound() {
  useWindowTitle("Page not found")
  return (
    <Empty title="Page not found" next={{ label: "Back to home", to: "/" }}>
      It may have belonged to an account that a reset deleted.
    </Empty>
  )
}
