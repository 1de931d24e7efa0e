import { ActionIcon, Box, Popover } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconBell } from "@tabler/icons-react"
import { Suspense } from "react"
import { lazyPart } from "../look/page/lazy-part.tsx"
import { Loading } from "../look/page/loading.tsx"
import classes from "./notifications.module.css"
import { useUnread } from "./use-unread.ts"

const Latest = lazyPart(
  () => import("./latest.tsx"),
  (alert) => <Box p="sm">{alert}</Box>,
)

/** How many are counted; the server counts no further. */
const mostCounted = 99

/** The bell: how many notifications the member has not read, and the latest of them. */
export default function Bell() {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const unread = useUnread() ?? 0
  const count = unread > mostCounted ? `${mostCounted}+` : String(unread)
  return (
    <Popover
      opened={isOpen}
      onChange={close}
      width="min(24rem, calc(100vw - 1.5rem))"
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={classes.bell ?? ""}
          aria-label={unread === 0 ? "Notifications" : `Notifications: ${count} unread`}
          onClick={toggle}
        >
          <IconBell size={18} stroke={1.7} aria-hidden />
          {unread === 0 ? null : (
            <span className={classes.count} aria-hidden>
              {count}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Notifications">
        <Suspense fallback={<Loading />}>{isOpen ? <Latest onLeave={close} /> : null}</Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
