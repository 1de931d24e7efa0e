import { Checkbox, Radio, Stack, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { api, client, type Shapes } from "../../api/client.ts"
import { asProblem } from "../../api/problem.ts"
import { useNumbers } from "../../connect/health/use-numbers.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import { ApprovedTemplateSelect } from "../../templates/approved-template-select.tsx"

export type Part = "failed" | "unsent"

/** Launches once more for a part of those that a launch did not reach, with the campaign's template or another one. */
export function ResendDialog({
  launch: { id, campaign_id },
  to: asked,
  onClose,
}: {
  launch: Pick<Shapes["LaunchReport"], "id" | "campaign_id">
  to: Part
  onClose: () => void
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const amount = useAmount()
  const [to, setTo] = useState<Part>(asked)
  const [isOther, setOther] = useState(false)
  const [templateId, setTemplateId] = useState<string | null>(null)
  const [isTooLong, setTooLong] = useState(false)
  const [evenSo, setEvenSo] = useState(false)
  const other = isOther && templateId !== null ? { template_id: templateId } : {}
  const preview = api.useQuery(
    "get",
    "/v1/campaigns/{id}/launches/preview",
    { params: { path: { id: campaign_id }, query: { resends: id, to, ...other } } },
    { retry: false },
  )
  const numbers = useNumbers()
  const accountId = numbers?.find((one) => one.id === preview.data?.number.id)?.business_account_id
  const people = preview.data?.people
  const resend = async () => {
    const { data, error } = await client.POST("/v1/launches/{id}/resend", {
      params: { path: { id } },
      body: { to, ...other, ...(evenSo ? { even_if_incomplete: true } : {}) },
    })
    if (data === undefined) {
      setTooLong(asProblem(error).code === "launch_too_long")
      throw error
    }
    await queries.invalidateQueries({ queryKey: ["get", "/v1/launches"] })
    await navigate({ to: "/launches/$launchId", params: { launchId: data.id } })
    sayDone("Launched again for those it did not reach.")
  }
  return (
    <ConfirmDialog
      title="Send again to those it did not reach?"
      confirm={people === undefined ? "Send again" : `Send to ${amount(people)}`}
      isDangerous={false}
      isDisabled={people === undefined || people === 0 || (isOther && templateId === null)}
      onConfirm={resend}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Radio.Group
          aria-label="Who gets it"
          value={to}
          onChange={(chosen) => setTo(chosen === "failed" ? "failed" : "unsent")}
        >
          <Stack gap="xs">
            <Radio value="failed" label="People whose message failed" />
            <Radio
              value="unsent"
              label="People who were sent nothing"
              description="Such as those who have subscribed since then"
            />
          </Stack>
        </Radio.Group>
        <Checkbox
          label="With another template"
          description="Filled with the same values"
          checked={isOther}
          onChange={(event) => setOther(event.currentTarget.checked)}
        />
        {isOther && accountId !== undefined ? (
          <ApprovedTemplateSelect
            label="Template"
            accountId={accountId}
            value={templateId}
            onChange={setTemplateId}
            error={undefined}
          />
        ) : null}
        <Text size="sm" aria-live="polite">
          {people === undefined
            ? "Counting…"
            : people === 0
              ? "Nobody would get it now."
              : people === 1
                ? "1 person gets it now."
                : `${amount(people)} people get it now.`}
        </Text>
        <ProblemAlert failure={preview.error} retry={preview.refetch} />
        <Text size="sm" c="dimmed">
          It is a launch of its own. Consent and frequency caps are judged again, and nobody who got a message
          gets another.
        </Text>
        {isTooLong ? (
          <Checkbox
            label="Launch it all the same: those it does not reach in time get nothing"
            checked={evenSo}
            onChange={(event) => setEvenSo(event.currentTarget.checked)}
          />
        ) : null}
      </Stack>
    </ConfirmDialog>
  )
}
