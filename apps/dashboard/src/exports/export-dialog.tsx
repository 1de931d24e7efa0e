import { Checkbox, SimpleGrid } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { api, client, type Shapes } from "../api/client.ts"
import { fieldWords, shownFields } from "../contacts/field-words.ts"
import { FieldSelect } from "../look/form/field-select.tsx"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { sayDone } from "../look/toasts.ts"

type Values = { segment: string; format: Shapes["ContactExport"]["format"]; columns: string[] }

const formats = [
  { value: "csv", label: "CSV" },
  { value: "xlsx", label: "Excel (.xlsx)" },
  { value: "jsonl", label: "JSON lines" },
] as const

/** Asks which contacts go into a file, with what of them. */
export function ExportDialog({
  of,
  onClose,
}: {
  /** These contacts; undefined: the dialog asks for a segment. */
  of?: { which: { contact_ids: string[] } | { matching: Shapes["ContactFilters"] }; what: string }
  onClose: () => void
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const segments = api.useQuery(
    "get",
    "/v1/segments",
    { params: { query: { limit: 500 } } },
    { enabled: of === undefined },
  )
  const form = useForm<Values>({ initialValues: { segment: "", format: "csv", columns: [] } })
  return (
    <FormDialog
      title={of === undefined ? "Export contacts" : `Export ${of.what}`}
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
            ...(of?.which ?? {
              filter:
                segment === "" ? null : { on: "segment" as const, op: "in" as const, segment_id: segment },
            }),
          },
        })
        if (error) throw error
        sayDone("The file is being written.")
        void queries.invalidateQueries({ queryKey: ["get", "/v1/contact-exports"] })
        onClose()
        if (of !== undefined) await navigate({ to: "/exports" })
      }}
    >
      {of === undefined ? (
        <FieldSelect
          label="Contacts"
          placeholder="All contacts"
          clearable
          clearButtonProps={{ "aria-label": "Clear segment" }}
          data={segments.data?.data.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={form.values.segment}
          onChange={(id) => form.setFieldValue("segment", id ?? "")}
        />
      ) : null}
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
