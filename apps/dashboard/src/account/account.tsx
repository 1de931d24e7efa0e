import { Stack } from "@mantine/core"
import { Page } from "../look/page/page.tsx"
import { Passkeys } from "./passkeys.tsx"
import { PasswordForm } from "./password.tsx"
import { ProfileForm } from "./profile.tsx"
import { TwoFactor } from "./two-factor.tsx"

/** What is the member's own: name, time zone and locale, and how they prove who they are. */
export function AccountPage() {
  return (
    <Page title="Your account" intro="The same in all your workspaces.">
      <Stack gap="lg">
        <ProfileForm />
        <PasswordForm />
        <TwoFactor />
        <Passkeys />
      </Stack>
    </Page>
  )
}
