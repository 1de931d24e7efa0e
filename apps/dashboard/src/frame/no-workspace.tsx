import { Button } from "@mantine/core"
import { Entrance } from "../session/entrance.tsx"
import { leave } from "../session/leave.ts"
import { NewWorkspace } from "./workspace-switcher.tsx"

/** For a member whom every workspace has let go. */
export function NoWorkspacePage() {
  return (
    <Entrance
      title="No workspace"
      intro="You are not a member of a workspace any more. Ask for an invitation, or begin one of your own."
      below={
        <Button variant="subtle" size="compact-sm" onClick={leave}>
          Sign out
        </Button>
      }
    >
      <NewWorkspace />
    </Entrance>
  )
}
