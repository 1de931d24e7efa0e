import { Radio, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { type CanvasStarter, canvasStarters, startCanvas } from "@parley/model"
import { useNavigate } from "@tanstack/react-router"
import { client } from "../api/client.ts"
import { useServerNow } from "../api/server-time.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { dayIn } from "../look/time/instants.ts"
import { useSendingZone } from "../session/day-zone.ts"
import { ApprovedTemplateSelect } from "../templates/approved-template-select.tsx"
import { answered, type CanvasBody } from "./api.ts"
import { useRereadCanvases } from "./reread.ts"

const blank = "blank"
const isStarter = (name: string): name is CanvasStarter => Object.hasOwn(canvasStarters, name)

interface NewValues {
  starter: string
  name: string
  template_id: string | null
}

/** Begins a canvas: blank, or with steps that are there already. The rest is drawn on its page. */
export function NewCanvas({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const reread = useRereadCanvases()
  const numbers = useNumbers()
  const today = dayIn(useSendingZone())(useServerNow())
  const [only, ...others] = numbers ?? []
  const number = others.length > 0 ? undefined : only
  const form = useForm<NewValues>({
    initialValues: { starter: blank, name: "", template_id: null },
    validate: { name: (name) => (name.trim() === "" ? "Enter a name, such as Welcome" : null) },
  })
  const { starter, template_id } = form.values
  const choose = (chosen: string) => {
    const names: readonly string[] = Object.values(canvasStarters).map(({ name }) => name)
    // A name that was typed is kept.
    const isOwn = form.values.name !== "" && !names.includes(form.values.name)
    form.setValues({
      starter: chosen,
      ...(isOwn ? {} : { name: isStarter(chosen) ? canvasStarters[chosen].name : "" }),
    })
  }
  return (
    <FormDialog
      title="New canvas"
      form={form}
      words={{ starter: "Begins with", name: "Name", template_id: "Template" }}
      isNew
      draft="new canvas"
      submit="Create"
      onClose={onClose}
      onSubmit={async (values) => {
        const initial = isStarter(values.starter)
          ? definitionOf(values.starter, {
              numberId: number?.id ?? null,
              groupId: number?.subscription_group_id ?? null,
              templateId: values.template_id,
              today,
            })
          : { number_id: number?.id ?? null }
        const { id } = await answered(
          client.POST("/v1/canvases", { body: { ...initial, name: values.name.trim() } }),
        )
        void reread()
        await navigate({
          to: "/canvases/$canvasId/edit",
          params: { canvasId: id },
          search: {},
          replace: true,
        })
      }}
    >
      <Radio.Group label="Begins with" value={starter} onChange={choose}>
        <Stack gap="xs" mt={4}>
          <Radio value={blank} label="Nothing" description="You draw all of it." />
          {Object.entries(canvasStarters).map(([value, { name, intro }]) => (
            <Radio key={value} value={value} label={name} description={intro} />
          ))}
        </Stack>
      </Radio.Group>
      {isStarter(starter) && number !== undefined ? (
        <>
          <ApprovedTemplateSelect
            label="Template where the 24-hour window is closed"
            accountId={number.business_account_id}
            value={template_id}
            onChange={(id) => form.setFieldValue("template_id", id)}
            error={form.errors.template_id}
          />
          <Text size="xs" c="dimmed">
            Without one, people who didn't write in the last 24 hours are not asked. You can choose it later.
          </Text>
        </>
      ) : null}
      <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps("name")} />
    </FormDialog>
  )
}

/** As requests carry it. */
const definitionOf = (starter: CanvasStarter, needs: Parameters<typeof startCanvas>[1]): CanvasBody =>
  JSON.parse(JSON.stringify(startCanvas(starter, needs)))
