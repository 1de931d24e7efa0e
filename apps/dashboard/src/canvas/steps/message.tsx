import { Radio, Stack, Switch } from "@mantine/core"
import { IconMessage } from "@tabler/icons-react"
import { noMessage } from "../../composer/content.ts"
import { MessageFields } from "./parts/message-fields.tsx"
import { FilterFields, filterMistakes } from "./parts/question-fields.tsx"
import { contentWords } from "./parts/words.ts"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

function Form({ step, at, of, onChange }: StepFormProps<"message">) {
  const { content, validation } = step
  return (
    <Stack>
      <MessageFields
        content={content ?? noMessage}
        at={`${at}.content`}
        of={of}
        onChange={(changed) => onChange({ ...step, content: changed })}
      />
      <Switch
        label="Check people when it goes"
        description="Those who don't match then get no message."
        checked={validation !== null}
        onChange={(event) =>
          onChange({
            ...step,
            validation: event.currentTarget.checked ? { filter: { all: [] }, otherwise: "advance" } : null,
          })
        }
      />
      {validation === null ? null : (
        <>
          <FilterFields
            value={validation.filter}
            at={`${at}.validation.filter`}
            error={errorAt(of.errors, `${at}.validation.filter`)}
            onChange={(filter) => onChange({ ...step, validation: { ...validation, filter } })}
          />
          <Radio.Group
            label="Those who don't match"
            value={validation.otherwise}
            onChange={(otherwise) =>
              onChange({
                ...step,
                validation: { ...validation, otherwise: otherwise === "exit" ? "exit" : "advance" },
              })
            }
          >
            <Stack gap={6} mt={4}>
              <Radio value="advance" label="go on without it" />
              <Radio value="exit" label="leave the canvas" />
            </Stack>
          </Radio.Group>
        </>
      )}
    </Stack>
  )
}

export const messageForm: StepForm<"message"> = {
  label: "Message",
  icon: IconMessage,
  intro: "Sends a template or a free-form message.",
  begin: () => ({ content: null, validation: null }),
  sentence: ({ content }, names) => contentWords(content, names),
  mistakes: ({ validation }) =>
    validation === null ? [] : filterMistakes(validation.filter, "validation.filter"),
  Form,
}
