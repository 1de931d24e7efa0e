import { Suspense } from "react"
import { lazyPart } from "../look/page/lazy-part.tsx"
import { rooms } from "../rooms.ts"

const ofRooms = rooms.flatMap(({ tools = [] }) => tools.map((tool) => lazyPart(tool, "quiet")))

/** What rooms have beside the search, on every page. */
export function Tools() {
  return (
    <Suspense>
      {ofRooms.map((Tool, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are always the same, in the same order
        <Tool key={index} />
      ))}
    </Suspense>
  )
}
