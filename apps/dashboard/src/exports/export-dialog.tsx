import { Checkbox, SimpleGrid } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { fieldWords, shownFields } from "../contacts/field-words.ts"
import { FieldSelect } from "../look/form/field-select.tsx"
import { FormDialog } from "../look/form/form-dialog.tsx"

type Values = { segment: string; format: Shapes["ContactExport"]["format"]; columns: string[] }

const formats = [
  { value: "csv", label: "CSV" },
  { value: "xlsx", label: "Excel (.xlsx)" },
  { value: "jsonl", label: "JSON lines" },
] as const

/** Asks which contacts go into a file, with what of them. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const segments = api.useQuery("get", "/v1/segments", { params: { query: { limit: 500 } } })
  const form = useForm<Values>({ initialValues: { segment: "", format: "csv", columns: [] } })
  return (
    <FormDialog
      title="Export contacts"
      form={form}
      words={{ segment: "Contacts", format: "File", columns: "Columns" }}
      isNew
      submit="Export"
      onClose={onClose}
      onSubmit={async ({ segment, format, columns }) => {
        const { error } = await client.POST("/v1/contact-exports", {
          body: {
            format,
            columns,
            filter: segment === "" ? null : { on: "segment", op: "in", segment_id: segment },
          },
        })
        if (error) throw error
        void queries.invalidateQueries({ queryKey: ["get", "/v1/contact-exports"] })
        onClose()
      }}
    >
      <FieldSelect
        label="Contacts"
        placeholder="All contacts"
        clearable
        clearButtonProps={{ "aria-label": "Clear segment" }}
        data={segments.data?.data.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        value={form.values.segment}
        onChange={(id) => form.setFieldValue("segment", id ?? "")}
      />
      <FieldSelect
        label="File"
        data={formats}
        value={form.values.format}
        onChange={(chosen) => {
          const format = formats.find(({ value }) => value === chosen)
          if (format) form.setFieldValue("format", format.value)
        }}
      />
      <Checkbox.Group
        label="Columns"
        description="All fields and attributes where none is chosen."
        {...form.getInputProps("columns")}
      >
        <SimpleGrid cols={2} spacing="xs" mt="xs">
          {shownFields.map((field) => (
            <Checkbox key={field} value={field} label={fieldWords[field].label} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </FormDialog>
  )
}
