import { Button, Textarea } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { FormDialog } from "../../look/form/form-dialog.tsx"

interface Described {
  name: string
  description: string | null
}

interface DescribeProps {
  of: Described
  /** The list that shows it. */
  path: "/v1/attribute-definitions" | "/v1/event-names"
  save: (description: string | null) => Promise<{ error?: unknown }>
}

/** Says what an attribute or an event means, for those who choose it. */
export function Describe(props: DescribeProps) {
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={`Describe ${props.of.name}`} onClick={open}>
        Describe
      </Button>
      {isOpen ? <DescriptionForm {...props} onClose={close} /> : null}
    </>
  )
}

function DescriptionForm({ of, path, save, onClose }: DescribeProps & { onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm({ initialValues: { description: of.description ?? "" } })
  return (
    <FormDialog
      title={`Describe ${of.name}`}
      form={form}
      words={{ description: "Description" }}
      submit="Save"
      onClose={onClose}
      onSubmit={async ({ description }) => {
        const { error } = await save(description.trim() === "" ? null : description.trim())
        if (error) throw error
        await queries.invalidateQueries({ predicate: ({ queryKey: [, asked] }) => asked === path })
        onClose()
      }}
    >
      <Textarea
        label="Description"
        description="What it means, so that others choose the right one."
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps("description")}
      />
    </FormDialog>
  )
}
