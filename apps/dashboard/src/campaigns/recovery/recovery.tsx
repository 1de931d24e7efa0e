import { Button, Group, Stack, Text } from "@mantine/core"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { useAddressDialog } from "../../look/dialogs/address-dialog.ts"
import { Section } from "../../look/page/section.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { useMay } from "../../session/me.ts"
import { Doubts } from "./doubts.tsx"
import { KeepPeople, type LaunchPeople } from "./keep-people.tsx"
import { type Part, ResendDialog } from "./resend-dialog.tsx"

type Report = Shapes["LaunchReport"]

const lookAgainMs = 10_000

/** What helps where a launch did not reach everybody: what goes once more by itself, and what a member can do. */
export function Recovery({ launch, campaign }: { launch: Report; campaign: string }) {
  const may = useMay()
  const amount = useAmount()
  const [part, setPart] = useState<Part>("failed")
  const [isResending, resending] = useAddressDialog("resend")
  const [kept, setKept] = useState<LaunchPeople>()
  const plan = api.useQuery(
    "get",
    "/v1/launches/{id}/retries",
    { params: { path: { id: launch.id } } },
    { enabled: launch.retrying > 0, refetchInterval: lookAgainMs },
  )
  const { state, parent_id, failed, suppressed, in_doubt } = launch
  const isOver = state === "completed" || state === "canceled"
  // Its control group stays without one.
  const unsent = suppressed.reasons.filter(({ code }) => code !== "control" && code !== "workspace_control")
  const notSent = unsent.reduce((sum, { count }) => sum + count, 0)
  const planned = launch.retrying === 0 ? [] : (plan.data?.data ?? [])
  if (failed.total + notSent + in_doubt.count + planned.length === 0) return null
  const open = (chosen: Part) => {
    setPart(chosen)
    resending.open()
  }
  const groups: LaunchPeople[] = [
    ...failed.reasons.map(({ code, title, count }) => ({
      state: "failed" as const,
      reason: code,
      title,
      count,
    })),
    ...unsent.map(({ code, title, count }) => ({ state: "suppressed" as const, reason: code, title, count })),
  ]
  const mayKeep = may("contacts:write") || may("segments:write")
  return (
    <Section title="Recovery">
      <Doubts launch={launch} />
      {planned.length === 0 ? null : (
        <Stack gap={4}>
          <Text size="sm" fw={550} component="h3" m={0}>
            Goes once more by itself
          </Text>
          {planned.map(({ code, title, count, first_at, last_at }) => (
            <Text size="sm" key={code}>
              {count === 1 ? "1 message" : `${amount(count)} messages`}, <Instant at={first_at} />
              {last_at === first_at ? null : (
                <>
                  {" "}
                  to <Instant at={last_at} />
                </>
              )}
              : {title} ({code})
            </Text>
          ))}
        </Stack>
      )}
      {may("campaigns:launch") && failed.total + notSent > 0 ? (
        <Stack gap={6}>
          <Group gap="xs">
            {failed.total === 0 ? null : (
              <Button
                variant="default"
                disabled={!isOver || parent_id !== null}
                onClick={() => open("failed")}
              >
                Retry the failed…
              </Button>
            )}
            {notSent === 0 ? null : (
              <Button
                variant="default"
                disabled={!isOver || parent_id !== null}
                onClick={() => open("unsent")}
              >
                Send to the unsent…
              </Button>
            )}
          </Group>
          {parent_id !== null ? (
            <Text size="sm" c="dimmed">
              It repeats an earlier launch in part. Send again from that one, which counts what became of all.
            </Text>
          ) : isOver ? null : (
            <Text size="sm" c="dimmed">
              Once it is completed or canceled, you can send again to those it did not reach.
            </Text>
          )}
        </Stack>
      ) : null}
      {mayKeep && groups.length > 0 ? (
        <Stack gap={4}>
          <Text size="sm" fw={550} component="h3" m={0}>
            Make a segment of these
          </Text>
          {groups.map((people) => (
            <Group key={`${people.state} ${people.reason}`} gap="sm" wrap="nowrap" justify="space-between">
              <Text size="sm">
                {amount(people.count)} · {people.title}
              </Text>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Keep people: ${people.title}`}
                onClick={() => setKept(people)}
              >
                Keep…
              </Button>
            </Group>
          ))}
        </Stack>
      ) : null}
      {isResending ? <ResendDialog launch={launch} to={part} onClose={resending.close} /> : null}
      {kept === undefined ? null : (
        <KeepPeople
          launchId={launch.id}
          campaign={campaign}
          people={kept}
          onClose={() => setKept(undefined)}
        />
      )}
    </Section>
  )
}
