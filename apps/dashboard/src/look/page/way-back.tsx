import type { AnchorProps } from "@mantine/core"
import { type ReactNode, useState } from "react"
import { AnchorLink } from "../links.tsx"
import { leftList } from "./left-list.ts"

interface WayBackProps extends AnchorProps {
  to: string
  "aria-current"?: "page" | undefined
  children: ReactNode
}

/** A link to a list that leads to where one was in it: what was searched, and the page. */
export function WayBack({ to, ...anchor }: WayBackProps) {
  const [{ search, pages }] = useState(() => leftList(to))
  return (
    <AnchorLink
      {...anchor}
      to={to}
      search={search}
      state={pages === undefined ? {} : { pages }}
      activeOptions={{ exact: true }}
    />
  )
}
