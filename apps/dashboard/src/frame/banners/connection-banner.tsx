import { UnstyledButton } from "@mantine/core"
import { IconWifiOff } from "@tabler/icons-react"
import { tryConnection, useIsReachable } from "../../api/connection.ts"
import { Banner } from "../../look/banner.tsx"

/** Says that the server cannot be reached, for as long as that lasts. */
export function ConnectionBanner() {
  if (useIsReachable()) return null
  return (
    <Banner
      tone="outage"
      icon={IconWifiOff}
      action={
        <UnstyledButton fz="inherit" fw={550} td="underline" onClick={tryConnection}>
          Try now
        </UnstyledButton>
      }
    >
      {navigator.onLine ? "Parley cannot be reached." : "You are offline."} What you typed stays here. We keep
      trying.
    </Banner>
  )
}
