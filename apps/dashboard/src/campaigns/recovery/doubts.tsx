import { Alert, Button, Group, Radio, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client, type Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import { useMay } from "../../session/me.ts"

type Report = Shapes["LaunchReport"]

const lookAgainMs = 10_000
/** A campaign has few launches under way at a time. */
const mostLaunches = 20

/** Messages of a launch of which it is not known whether Meta has them, with what a member can decide. */
export function Doubts({ launch }: { launch: Pick<Report, "id" | "in_doubt"> }) {
  const amount = useAmount()
  const now = useServerNow()
  const may = useMay()("campaigns:launch")
  const [isDeciding, deciding] = useDisclosure()
  const { count, until } = launch.in_doubt
  if (count === 0) return null
  const isOpen = until === null || new Date(until) <= now
  return (
    <Alert
      color="yellow"
      title={count === 1 ? "1 message is in doubt" : `${amount(count)} messages are in doubt`}
    >
      <Stack gap="xs">
        <Text size="sm">
          They got no answer, so Meta may have them or not. A status from Meta settles them.{" "}
          {isOpen ? (
            "As none has come, somebody decides."
          ) : (
            <>
              Until <Instant at={until} /> nothing has to be done.
            </>
          )}
        </Text>
        {may && isOpen ? (
          <Group>
            <Button size="xs" variant="default" onClick={deciding.open}>
              Decide…
            </Button>
          </Group>
        ) : null}
      </Stack>
      {isDeciding ? <Decide launchId={launch.id} count={count} onClose={deciding.close} /> : null}
    </Alert>
  )
}

function Decide({ launchId, count, onClose }: { launchId: string; count: number; onClose: () => void }) {
  const amount = useAmount()
  const queries = useQueryClient()
  const [decision, setDecision] = useState<"send_again" | "leave">("leave")
  const decide = async () => {
    const { data, error } = await client.POST("/v1/messages/decide", {
      body: { source_id: launchId, decision },
    })
    if (data === undefined) throw error
    sayDone(
      data.decided === 1 ? "Decided about 1 message." : `Decided about ${amount(data.decided)} messages.`,
    )
    await queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/v1/launches"),
    })
  }
  return (
    <ConfirmDialog
      title={
        count === 1 ? "Decide about 1 message in doubt?" : `Decide about ${amount(count)} messages in doubt?`
      }
      confirm={decision === "leave" ? "Leave them" : "Send them again"}
      isDangerous={decision === "send_again"}
      onConfirm={decide}
      onClose={onClose}
    >
      <Radio.Group
        aria-label="What happens to them"
        value={decision}
        onChange={(chosen) => setDecision(chosen === "send_again" ? "send_again" : "leave")}
      >
        <Stack gap="xs">
          <Radio
            value="leave"
            label="Leave them"
            description="They end as failed, until a status of Meta's says otherwise"
          />
          <Radio
            value="send_again"
            label="Send them again"
            description="Somebody who has the message already gets it twice"
          />
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  )
}

/** What is in doubt of the launches of a campaign that are under way. */
export function DoubtsOfCampaign({ campaignId }: { campaignId: string }) {
  const launches = api.useQuery(
    "get",
    "/v1/launches",
    {
      params: {
        query: { campaign_id: campaignId, limit: mostLaunches, sort: "created", order: "desc" },
      },
    },
    { refetchInterval: lookAgainMs },
  )
  const going = launches.data?.data.filter(({ state }) => state !== "completed" && state !== "canceled") ?? []
  return going.map(({ id }) => <DoubtsOfLaunch key={id} id={id} />)
}

function DoubtsOfLaunch({ id }: { id: string }) {
  const { data } = api.useQuery(
    "get",
    "/v1/launches/{id}",
    { params: { path: { id } } },
    { refetchInterval: lookAgainMs },
  )
  return data === undefined ? null : <Doubts launch={data} />
}
