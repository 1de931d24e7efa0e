import { Empty } from "./empty.tsx"

export function NotFound() {
  return (
    <Empty title="Nothing is at this address" next={{ label: "Back to the start", to: "/" }}>
      The page may have been of an account that a reset has taken away.
    </Empty>
  )
}
