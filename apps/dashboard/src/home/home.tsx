import { Page } from "../look/page.tsx"
import { useMe, useWorkspace } from "../session/me.ts"
import { FirstSteps } from "./first-steps.tsx"

/** Where a member arrives: what is set up, and what comes next. */
export function HomePage() {
  const { member } = useMe()
  const workspace = useWorkspace()
  const [firstName] = member.name.split(" ")
  return (
    <Page title={`Hello, ${firstName}`} windowTitle="Home" intro={workspace.name}>
      <FirstSteps />
    </Page>
  )
}
