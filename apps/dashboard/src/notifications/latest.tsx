import { Button, Text } from "@mantine/core"
import { api } from "../api/client.ts"
import { AnchorLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { NotificationList } from "./notification-list.tsx"
import classes from "./notifications.module.css"
import { useMarkRead } from "./use-notifications.ts"

/** So many are in the bell; the others are on their page. */
const few = 8

/** The latest notifications, as the bell shows them. */
export default function Latest({ onLeave }: { onLeave: () => void }) {
  const latest = api.useQuery("get", "/v1/notifications", { params: { query: { limit: few } } })
  const markRead = useMarkRead()
  const [newest] = latest.data?.data ?? []
  const hasUnread = latest.data?.data.some(({ read }) => !read) ?? false
  return (
    <>
      <div className={classes.head}>
        <Text fw={640}>Notifications</Text>
        {newest === undefined || !hasUnread ? null : (
          <Button
            size="compact-xs"
            variant="subtle"
            loading={markRead.isBusy}
            onClick={() => void markRead.run({ up_to: newest.id })}
          >
            Mark all as read
          </Button>
        )}
      </div>
      <div className={classes.scroll}>
        <ProblemAlert failure={latest.error} retry={latest.refetch} />
        {latest.isPending ? <Loading /> : null}
        {latest.data?.data.length === 0 ? (
          <Text size="sm" c="dimmed" ta="center" p="lg">
            Nothing yet. Imports, failed checks and templates that need work show up here.
          </Text>
        ) : null}
        <NotificationList
          label="Latest notifications"
          notifications={latest.data?.data ?? []}
          onLeave={onLeave}
        />
      </div>
      <div className={classes.foot}>
        <AnchorLink to="/notifications" size="sm" onClick={onLeave}>
          See all
        </AnchorLink>
        <AnchorLink to="/account/notifications" size="sm" onClick={onLeave}>
          Settings
        </AnchorLink>
      </div>
    </>
  )
}
