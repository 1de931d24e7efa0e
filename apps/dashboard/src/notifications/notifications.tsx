import { Button, Paper, SegmentedControl, Stack } from "@mantine/core"
import { IconBell, IconSettings } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api } from "../api/client.ts"
import { ButtonLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { Pager, usePages } from "../look/page/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { NotificationList } from "./notification-list.tsx"
import { useMarkRead } from "./use-notifications.ts"
import { useUnread } from "./use-unread.ts"

/** Everything that the member is told of, the newest first. */
export function NotificationsPage() {
  const [which, setWhich] = useState("all")
  return (
    <Page
      title="Notifications"
      action={
        <ButtonLink
          to="/account/notifications"
          variant="default"
          leftSection={<IconSettings size={18} aria-hidden />}
        >
          Settings
        </ButtonLink>
      }
    >
      <Stack>
        <SegmentedControl
          aria-label="Which notifications"
          value={which}
          onChange={setWhich}
          data={[
            { value: "all", label: "All" },
            { value: "unread", label: "Unread" },
          ]}
          style={{ alignSelf: "flex-start" }}
        />
        <Notifications isUnreadOnly={which === "unread"} />
      </Stack>
    </Page>
  )
}

function Notifications({ isUnreadOnly }: { isUnreadOnly: boolean }) {
  const pages = usePages(isUnreadOnly ? "unread" : "all")
  const unread = useUnread()
  const markRead = useMarkRead()
  const { data, error, refetch } = api.useQuery(
    "get",
    "/v1/notifications",
    {
      params: {
        query: {
          unread: isUnreadOnly ? "true" : "false",
          ...(pages.after === undefined ? {} : { after: pages.after }),
        },
      },
    },
    { placeholderData: keepPreviousData },
  )
  if (error) return <ProblemAlert failure={error} retry={refetch} />
  if (data === undefined) return <Loading />
  const [newest] = data.data
  if (newest === undefined) {
    return (
      <EmptyState icon={IconBell} title={isUnreadOnly ? "All caught up" : "No notifications yet"}>
        Imports, failed checks and templates that need work show up here.
      </EmptyState>
    )
  }
  return (
    <>
      {/* On a later page it would leave out those before it. */}
      {unread && pages.after === undefined ? (
        <Button
          variant="default"
          size="xs"
          loading={markRead.isBusy}
          onClick={() => void markRead.run({ up_to: newest.id })}
          style={{ alignSelf: "flex-start" }}
        >
          Mark all as read
        </Button>
      ) : null}
      <Paper withBorder>
        <NotificationList label="Notifications" notifications={data.data} />
      </Paper>
      <Pager pages={pages} next={data.next} />
    </>
  )
}
