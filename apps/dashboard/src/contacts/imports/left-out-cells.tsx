import { api } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Sheet } from "../../look/table/sheet.tsx"
import { useAmount } from "../../look/time/notation.ts"

/** The kinds of cells that could not be read, in rows that were imported without them. */
export function LeftOutCells({ id }: { id: string }) {
  const { data, error, refetch } = api.useQuery("get", "/v1/imports/{id}/warnings", {
    params: { path: { id } },
  })
  const amount = useAmount()
  return (
    <Section
      title="Cells left out"
      intro="These cells could not be read. Their rows were imported without them."
    >
      <ProblemAlert failure={error} retry={refetch} />
      <Sheet
        label="Cells left out"
        rows={data?.data ?? []}
        keyOf={({ column, code }) => `${column} ${code}`}
        columns={[
          { heading: "Column", kind: "title", cell: ({ column }) => column },
          { heading: "Cells", kind: "number", cell: ({ count }) => amount(count) },
          { heading: "First line", kind: "number", cell: ({ first_line }) => first_line },
          { heading: "Reason", kind: "long", cell: ({ reason }) => reason },
        ]}
      />
    </Section>
  )
}
