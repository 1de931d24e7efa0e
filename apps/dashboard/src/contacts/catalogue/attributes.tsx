import { Text } from "@mantine/core"
import { IconTags } from "@tabler/icons-react"
import { client, type Shapes } from "../../api/client.ts"
import { ButtonLink } from "../../look/links.tsx"
import { Page } from "../../look/page/page.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { typeInWords } from "../attributes/value-words.ts"
import { Day } from "./day.tsx"
import { Describe } from "./describe.tsx"

/** The catalogue of attributes: what contacts have, and of which type. */
export function AttributesPage() {
  return (
    <Page
      wide
      title="Attributes"
      intro="What you know about contacts beyond names and phones. The first value of an attribute decides its type."
    >
      <Allowed to="contacts:read" instead={<NotAllowed permission="contacts:read" />}>
        <DataTable
          label="Attributes"
          path="/v1/attribute-definitions"
          columns={columns}
          usual={{ sort: "last_used", order: "desc" }}
          read={(query) => client.GET("/v1/attribute-definitions", { params: { query } })}
          searchFor="Search names and descriptions"
          empty={
            <EmptyState
              icon={IconTags}
              title="No attributes yet"
              action={
                <Allowed to="contacts:write">
                  <ButtonLink to="/contacts/import">Import contacts</ButtonLink>
                </Allowed>
              }
            >
              They come with contacts: as columns of an import, through the API, or typed in a contact's form.
            </EmptyState>
          }
        />
      </Allowed>
    </Page>
  )
}

type Definition = Shapes["AttributeDefinition"]

const columns: readonly Column<Definition, "name" | "created" | "last_used">[] = [
  {
    heading: "Attribute",
    kind: "title",
    sort: "name",
    cell: ({ name }) => (
      <Text span inherit fw={550}>
        <bdi>{name}</bdi>
      </Text>
    ),
    text: ({ name }) => name,
  },
  { heading: "Type", kind: "short", cell: ({ type }) => typeInWords[type] },
  { heading: "Description", kind: "text", cell: ({ description }) => description },
  {
    heading: "Last used",
    kind: "short",
    sort: "last_used",
    cell: ({ last_used_at }) => (last_used_at === null ? null : <Day at={last_used_at} />),
    text: ({ last_used_at }) => last_used_at?.slice(0, 10),
  },
  {
    heading: "First used",
    kind: "short",
    sort: "created",
    isExtra: true,
    cell: ({ created_at }) => <Day at={created_at} />,
    text: ({ created_at }) => created_at.slice(0, 10),
  },
  {
    heading: "Actions",
    kind: "actions",
    cell: (definition) => (
      <Allowed to="contacts:write">
        <Describe
          of={definition}
          path="/v1/attribute-definitions"
          save={(description) =>
            client.PATCH("/v1/attribute-definitions/{id}", {
              params: { path: { id: definition.id } },
              body: { description },
            })
          }
        />
      </Allowed>
    ),
  },
]
