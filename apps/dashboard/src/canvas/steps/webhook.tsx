import { Group, Radio, Select, Stack, Textarea, TextInput } from "@mantine/core"
import { IconWebhook } from "@tabler/icons-react"
import { Pairs } from "./parts/pairs.tsx"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const

function Form({ step, at, of, onChange }: StepFormProps<"webhook">) {
  const errorOf = (member: string) => errorAt(of.errors, `${at}.${member}`)
  return (
    <Stack>
      <Group align="flex-start" wrap="nowrap" gap="xs">
        <Select
          label="Method"
          w={110}
          allowDeselect={false}
          data={methods}
          value={step.method}
          onChange={(chosen) =>
            onChange({ ...step, method: methods.find((one) => one === chosen) ?? "POST" })
          }
        />
        <TextInput
          label="Address"
          flex={1}
          placeholder="https://"
          maxLength={4096}
          data-path={`${at}.url`}
          error={errorOf("url")}
          value={step.url}
          onChange={({ currentTarget }) => onChange({ ...step, url: currentTarget.value })}
        />
      </Group>
      <Pairs
        label="Headers"
        add="Add a header"
        nameLabel="Header"
        valueLabel="Value"
        value={step.headers}
        at={`${at}.headers`}
        error={errorOf("headers")}
        onChange={(headers) => onChange({ ...step, headers })}
      />
      {step.method === "GET" ? null : (
        <Textarea
          label="Body"
          description="Liquid, such as {{ contact.first_name }}"
          autosize
          minRows={3}
          data-path={`${at}.body`}
          error={errorOf("body")}
          value={step.body}
          onChange={({ currentTarget }) => onChange({ ...step, body: currentTarget.value })}
        />
      )}
      <TextInput
        label="Keep the answer as"
        description="A variable of the context, where the answer is JSON"
        placeholder="Not kept"
        maxLength={100}
        data-path={`${at}.save_as`}
        error={errorOf("save_as")}
        value={step.save_as ?? ""}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...step, save_as: value === "" ? null : value })
        }
      />
      <Radio.Group
        label="When it fails for good, people"
        value={step.otherwise}
        onChange={(chosen) => onChange({ ...step, otherwise: chosen === "exit" ? "exit" : "advance" })}
      >
        <Stack gap={6} mt={4}>
          <Radio value="advance" label="go on" />
          <Radio value="exit" label="leave the canvas" />
        </Stack>
      </Radio.Group>
    </Stack>
  )
}

export const webhookForm: StepForm<"webhook"> = {
  label: "Webhook",
  icon: IconWebhook,
  intro: "Asks or tells another system.",
  begin: () => ({ method: "POST", url: "", headers: {}, body: "", save_as: null, otherwise: "advance" }),
  sentence: ({ method, url }) => (url === "" ? "No address yet" : `${method} ${url}`),
  mistakes: ({ save_as }) =>
    save_as === null || /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(save_as)
      ? []
      : [["save_as", "Letters, digits and _, not beginning with a digit"]],
  Form,
}
