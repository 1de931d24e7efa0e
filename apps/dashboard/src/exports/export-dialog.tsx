import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { api, client, type Shapes } from "../api/client.ts"
import { useAttributes } from "../contacts/attributes/use-attributes.ts"
import { fieldWords, shownFields } from "../contacts/field-words.ts"
import { FieldSelect } from "../look/form/field-select.tsx"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { SeveralSelect } from "../look/form/several-select.tsx"
import { sayDone } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"

type Which = Pick<Shapes["NewContactExport"], "filter" | "matching" | "contact_ids">
type Values = { segment: string; format: Shapes["ContactExport"]["format"]; columns: string[] }

const formats = [
  { value: "csv", label: "CSV" },
  { value: "xlsx", label: "Excel (.xlsx)" },
  { value: "jsonl", label: "JSON lines" },
] as const

const otherColumns = [
  { value: "id", label: "Parley's ID" },
  { value: "wa_id", label: "WhatsApp ID" },
  { value: "bsuid", label: "Business-scoped ID" },
  { value: "created_at", label: "Added" },
  { value: "updated_at", label: "Changed" },
]

/** Asks what of contacts goes into a file, and which contacts where that is not given. */
export function ExportDialog({
  which,
  what = "contacts",
  onClose,
  onDone,
}: {
  which?: Which
  /** Such as `3 contacts`. */
  what?: string
  onClose: () => void
  onDone?: () => void
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm<Values>({ initialValues: { segment: "", format: "csv", columns: [] } })
  return (
    <FormDialog
      title={`Export ${what}`}
      form={form}
      words={{ segment: "Contacts", format: "File", columns: "Columns" }}
      isNew
      submit="Export"
      onClose={onClose}
      onSubmit={async ({ segment, format, columns }) => {
        const ofSegment: Which =
          segment === "" ? {} : { filter: { on: "segment", op: "in", segment_id: segment } }
        const { error } = await client.POST("/v1/contact-exports", {
          body: { format, columns, ...(which ?? ofSegment) },
        })
        if (error) throw error
        void queries.invalidateQueries({ queryKey: ["get", "/v1/contact-exports"] })
        sayDone("The file is being written. Download it here when it is completed.")
        onClose()
        onDone?.()
        await navigate({ to: "/exports" })
      }}
    >
      {which === undefined ? (
        <SegmentSelect value={form.values.segment} onChange={(id) => form.setFieldValue("segment", id)} />
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
      <ColumnSelect value={form.values.columns} onChange={(names) => form.setFieldValue("columns", names)} />
    </FormDialog>
  )
}

function SegmentSelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const may = useMay()
  const segments = api.useQuery(
    "get",
    "/v1/segments",
    { params: { query: { limit: 500 } } },
    { enabled: may("segments:read") },
  )
  return (
    <FieldSelect
      label="Contacts"
      placeholder="All contacts"
      clearable
      clearButtonProps={{ "aria-label": "Clear segment" }}
      data={segments.data?.data.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      value={value}
      onChange={(id) => onChange(id ?? "")}
    />
  )
}

/** Columns of a file, in the order in which they are chosen. */
function ColumnSelect({ value, onChange }: { value: string[]; onChange: (names: string[]) => void }) {
  const attributes = useAttributes()
  return (
    <SeveralSelect
      label="Columns"
      description="In the order you choose them. Without any, the file has all fields and attributes."
      placeholder={value.length === 0 ? "All fields and attributes" : undefined}
      clearable
      clearButtonProps={{ "aria-label": "Clear columns" }}
      maxValues={1000}
      data={[
        {
          group: "Fields",
          items: shownFields.map((field) => ({ value: field, label: fieldWords[field].label })),
        },
        {
          group: "Attributes",
          items: attributes.names.map((name) => ({ value: `attributes.${name}`, label: name })),
        },
        { group: "More", items: otherColumns },
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
