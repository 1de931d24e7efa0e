import "../look/member-styles.ts"
import { Button } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import { useSignOut } from "../session/sign-out.ts"
import { Entrance } from "../session/signed-out-page.tsx"

/** For a member who is in no workspace any more. */
export function NoWorkspacePage() {
  const signOut = useSignOut()
  return (
    <>
      <Entrance
        title="No workspace"
        intro="You are not a member of any workspace. Ask an owner or admin for an invitation, and open its link."
        below={
          <Button
            variant="subtle"
            size="compact-sm"
            loading={signOut.isBusy}
            onClick={() => void signOut.run()}
          >
            Sign out
          </Button>
        }
      >
        <Button variant="default" onClick={() => window.location.assign("/")}>
          Check again
        </Button>
      </Entrance>
      <Notifications position="bottom-center" />
    </>
  )
}
