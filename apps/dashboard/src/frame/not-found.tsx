import { IconMapOff } from "@tabler/icons-react"
import { ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"

/** What is shown at an address where nothing is; inside the frame, so that one can go on from it. */
export function NotFound() {
  return (
    <Page title="Page not found">
      <EmptyState
        icon={IconMapOff}
        title="There is nothing at this address"
        action={<ButtonLink to="/">Go to Home</ButtonLink>}
      >
        It may have been deleted, or belong to another workspace.
      </EmptyState>
    </Page>
  )
}
