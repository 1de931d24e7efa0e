import { NumberInput, Stack, Textarea } from "@mantine/core"
import { IconHeadset } from "@tabler/icons-react"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

const Form = ({ step, at, of, onChange }: StepFormProps<"hand_over">) => (
  <Stack>
    <Textarea
      label="What the team is told"
      autosize
      minRows={2}
      maxLength={500}
      data-path={`${at}.reason`}
      error={errorAt(of.errors, `${at}.reason`)}
      value={step.reason}
      onChange={({ currentTarget }) => onChange({ ...step, reason: currentTarget.value })}
    />
    <NumberInput
      label="Automation is held for at most"
      description="Nothing automatic is sent to the person from this number until someone releases it, or the time is over."
      suffix=" hours"
      min={1}
      max={168}
      allowDecimal={false}
      w={260}
      maw="100%"
      data-path={`${at}.hours`}
      error={errorAt(of.errors, `${at}.hours`)}
      value={step.hours}
      onChange={(hours) => onChange({ ...step, hours: Number(hours) })}
    />
  </Stack>
)

export const handOverForm: StepForm<"hand_over"> = {
  label: "Hand over",
  icon: IconHeadset,
  intro: "A person of the team takes over.",
  begin: () => ({ reason: "", hours: 24 }),
  sentence: ({ reason, hours }) => `To a person, up to ${hours} hours${reason === "" ? "" : `: ${reason}`}`,
  mistakes: ({ hours }) =>
    Number.isInteger(hours) && hours >= 1 && hours <= 168 ? [] : [["hours", "From 1 to 168 hours"]],
  Form,
}
