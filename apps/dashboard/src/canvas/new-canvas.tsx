import { TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useNavigate } from "@tanstack/react-router"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { createCanvas } from "./api.ts"
import { useRereadCanvases } from "./reread.ts"

/** Begins a canvas: its name is enough, the rest is drawn on its page. */
export function NewCanvas({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const reread = useRereadCanvases()
  const numbers = useNumbers()
  const form = useForm({
    initialValues: { name: "" },
    validate: { name: (name) => (name.trim() === "" ? "Enter a name, such as Welcome" : null) },
  })
  return (
    <FormDialog
      title="New canvas"
      form={form}
      words={{ name: "Name" }}
      isNew
      draft="new canvas"
      submit="Create"
      onClose={onClose}
      onSubmit={async ({ name }) => {
        const [only, ...others] = numbers ?? []
        const { id } = await createCanvas({
          name: name.trim(),
          ...(only === undefined || others.length > 0 ? {} : { number_id: only.id }),
        })
        void reread()
        await navigate({ to: "/canvases/$canvasId/edit", params: { canvasId: id }, replace: true })
      }}
    >
      <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps("name")} />
    </FormDialog>
  )
}
