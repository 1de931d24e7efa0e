import { IconMapOff } from "@tabler/icons-react"
import { Empty } from "../look/empty.tsx"
import { ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"

/** What is shown at an address where nothing is; inside the frame, so that one can go on from it. */
export function NotFound() {
  return (
    <Page title="Page not found">
      <Empty
        icon={IconMapOff}
        title="There is nothing at this address"
        next={<ButtonLink to="/">Go to Home</ButtonLink>}
      >
        It may have been deleted, or belong to another workspace.
      </Empty>
    </Page>
  )
}
