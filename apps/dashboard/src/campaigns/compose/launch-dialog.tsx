import { Checkbox, Stack, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { type ReactNode, useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { asProblem } from "../../api/problem.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { dayAndTime } from "../../look/time/instants.ts"
import { useAmount, useNotation } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import { useDayZone } from "../../session/day-zone.ts"
import type { Campaign } from "./values.ts"
import { useLocalTimes } from "./when/launch-time.tsx"

/** Asks once more, and launches. */
export function LaunchDialog({
  campaign: { id, name, control_share },
  preview: { people, number },
  at,
  inLocalTime,
  onClose,
  children,
}: {
  campaign: Pick<Campaign, "id" | "name" | "control_share">
  preview: Pick<Shapes["LaunchPreview"], "people" | "number">
  /** undefined: now. null: at a time that is still to be chosen. */
  at: Date | null | undefined
  /** By each contact's own clock: what it shows then, such as `2026-12-24T18:00`. */
  inLocalTime?: string | undefined
  onClose: () => void
  /** What is still to be chosen. */
  children?: ReactNode
}) {
  const amount = useAmount()
  const notation = useNotation()
  const zone = useDayZone()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isTooLong, setTooLong] = useState(false)
  const [evenSo, setEvenSo] = useState(false)
  const launch = async () => {
    const { error } = await client.POST("/v1/campaigns/{id}/launches", {
      params: { path: { id } },
      body: {
        ...(inLocalTime === undefined
          ? at
            ? { at: at.toISOString() }
            : {}
          : { in_local_time: inLocalTime }),
        ...(evenSo ? { even_if_incomplete: true } : {}),
      },
    })
    if (error) {
      setTooLong(asProblem(error).code === "launch_too_long")
      throw error
    }
    sayDone(at ? `${name} was scheduled.` : `${name} was launched.`)
    await queries.invalidateQueries({
      predicate: ({ queryKey }) => /^\/v1\/(campaigns|launches)/.test(String(queryKey[1])),
    })
    await navigate({ to: "/campaigns/$campaignId", params: { campaignId: id } })
  }
  const times = useLocalTimes(inLocalTime)
  const isPassedForSome = inLocalTime !== undefined && (times.data?.passed_time_zones.length ?? 0) > 0
  const isNotReady =
    at === null ||
    (inLocalTime !== undefined && (times.data === undefined || times.data.is_over)) ||
    (isPassedForSome && !evenSo)
  const verb = at === undefined ? "Launch" : "Schedule"
  return (
    <ConfirmDialog
      title={`${verb} ${name}?`}
      confirm={verb}
      isDangerous={false}
      isDisabled={isNotReady}
      onConfirm={launch}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text size="sm">
          {people === 1 ? "1 person is" : `${amount(people)} people are`} reached from {number.verified_name}{" "}
          ({number.display_phone_number}),{" "}
          {inLocalTime !== undefined
            ? `when their own clock shows ${dayAndTime(new Date(`${inLocalTime}Z`), { ...notation, zone: "UTC" }, "short")}`
            : at
              ? `from ${dayAndTime(at, { ...notation, zone }, "short")} on`
              : "starting right away"}
          .{control_share === 0 ? "" : ` ${control_share} % of them are the control group and get nothing.`}
        </Text>
        <Text size="sm" c="dimmed">
          You can pause it or cancel what is not sent yet. What was sent can't be taken back.
        </Text>
        {children}
        {isTooLong || isPassedForSome ? (
          <Checkbox
            label={
              isPassedForSome
                ? "Launch it all the same: people whose time has passed get nothing"
                : "Launch it all the same: those it does not reach in time get nothing"
            }
            checked={evenSo}
            onChange={(event) => setEvenSo(event.currentTarget.checked)}
          />
        ) : null}
      </Stack>
    </ConfirmDialog>
  )
}
