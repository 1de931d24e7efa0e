import { Stack } from "@mantine/core"
import { IconArrowRightCircle } from "@tabler/icons-react"
import { FieldSelect } from "../../look/form/field-select.tsx"
import { useCanvasNames } from "../api.ts"
import { Pairs } from "./parts/pairs.tsx"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

function Form({ step, at, of, onChange }: StepFormProps<"send_to_canvas">) {
  const canvases = useCanvasNames()
  return (
    <Stack>
      <FieldSelect
        label="Canvas"
        description="People enter it whatever its entry says. Its rule for entering again holds."
        placeholder="Choose a canvas"
        data={(canvases.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        data-path={`${at}.canvas_id`}
        error={errorAt(of.errors, `${at}.canvas_id`)}
        value={step.canvas_id}
        onChange={(canvas_id) => onChange({ ...step, canvas_id })}
      />
      <Pairs
        label="What it begins with"
        description="Variables of its context; values are Liquid."
        add="Add a variable"
        nameLabel="Variable"
        valueLabel="Value"
        value={step.context}
        at={`${at}.context`}
        error={errorAt(of.errors, `${at}.context`)}
        onChange={(context) => onChange({ ...step, context })}
      />
    </Stack>
  )
}

export const sendToCanvasForm: StepForm<"send_to_canvas"> = {
  label: "Send to canvas",
  icon: IconArrowRightCircle,
  intro: "Has people enter another canvas, and goes on here.",
  begin: () => ({ canvas_id: null, context: {} }),
  sentence: ({ canvas_id }, names) =>
    canvas_id === null ? "No canvas chosen yet" : `To ${names.get(canvas_id) ?? "another canvas"}`,
  Form,
}
