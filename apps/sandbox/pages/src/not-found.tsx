import { Empty } from "./empty.tsx"

export function NotFound() {
  return (
    <Empty title="Page not found" next={{ label: "Back to home", to: "/" }}>
      It may have belonged to an account that a reset deleted.
    </Empty>
  )
}
