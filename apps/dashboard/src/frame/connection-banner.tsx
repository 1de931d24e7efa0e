import { Button } from "@mantine/core"
import { tryConnection, useIsReachable } from "../api/connection.ts"
import classes from "./connection-banner.module.css"

/** Says that the server cannot be reached, for as long as that lasts. */
export function ConnectionBanner() {
  const isReachable = useIsReachable()
  return (
    <div role="status" className={classes.place}>
      {isReachable ? null : (
        <div className={classes.banner}>
          <span>
            {navigator.onLine ? "Parley cannot be reached." : "You are offline."} What you typed stays here.
            We keep trying.
          </span>
          <Button size="compact-sm" variant="white" onClick={tryConnection}>
            Try now
          </Button>
        </div>
      )}
    </div>
  )
}
