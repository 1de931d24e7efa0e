import { Badge, Button, FileInput, Group, Stack, Switch, Table, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { IconCoins, IconUpload } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../../api/client.ts"
import { useAddressDialog } from "../../look/dialogs/address-dialog.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import type { Column } from "../../look/table/column.ts"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { Sheet } from "../../look/table/sheet.tsx"
import { Day, Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useMay } from "../../session/me.ts"

type Card = Shapes["RateCards"]["data"][number]
const key = ["get", "/v1/rate-cards"]

/** Meta's price lists: what campaigns would cost, and what they did, follows from them. */
export function RateCardsPage() {
  const may = useMay()
  const [isOpen, { open, close }] = useAddressDialog("rate-card")
  const cards = api.useQuery("get", "/v1/rate-cards", undefined, { enabled: may("campaigns:read") })
  const button = (
    <Allowed to="campaigns:write">
      <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={open}>
        Import a rate card
      </Button>
    </Allowed>
  )
  return (
    <Page
      title="Rate cards"
      intro="Meta's prices for a delivered message, by country and category. Without one no cost is estimated: prices are never made up."
      action={button}
    >
      <Allowed to="campaigns:read" instead={<NotAllowed permission="campaigns:read" />}>
        {cards.data === undefined ? (
          cards.error ? (
            <ProblemAlert failure={cards.error} retry={cards.refetch} />
          ) : (
            <Loading />
          )
        ) : cards.data.data.length === 0 ? (
          <EmptyState icon={IconCoins} title="No rate card" action={button}>
            Download the CSV of your account's currency from Meta's page about pricing, and import it here.
          </EmptyState>
        ) : (
          <Sheet label="Rate cards" rows={cards.data.data} keyOf={({ id }) => id} columns={columns} />
        )}
      </Allowed>
      {isOpen ? (
        <Allowed to="campaigns:write">
          <ImportCard onClose={close} />
        </Allowed>
      ) : null}
    </Page>
  )
}

const columns: readonly Column<Card, never>[] = [
  {
    heading: "Name",
    kind: "title",
    cell: ({ name, is_imaginary }) => (
      <Group gap="xs" wrap="nowrap">
        <bdi>{name}</bdi>
        {is_imaginary ? <Badge color="gray">Imaginary</Badge> : null}
      </Group>
    ),
    text: ({ name }) => name,
  },
  { heading: "Currency", cell: ({ currency }) => currency },
  {
    heading: "Holds from",
    kind: "short",
    cell: ({ effective_from, is_imaginary }) =>
      is_imaginary ? "Where no other does" : <Day day={effective_from} />,
  },
  { heading: "Markets", kind: "number", cell: ({ markets }) => <Amount of={markets} /> },
  {
    heading: "Imported",
    kind: "short",
    cell: ({ imported_at, is_imaginary }) =>
      is_imaginary ? null : <Instant at={imported_at} ago c="dimmed" />,
  },
  {
    heading: "Actions",
    kind: "actions",
    cell: (card) => (
      <Group gap={4} wrap="nowrap" justify="end">
        <Prices card={card} />
        {card.is_imaginary ? null : (
          <Allowed to="campaigns:write">
            <DeleteCard card={card} />
          </Allowed>
        )}
      </Group>
    ),
  },
]

function Amount({ of }: { of: number }) {
  return useAmount()(of)
}

function Prices({ card: { id, name } }: { card: Card }) {
  const [isOpen, { open, close }] = useDisclosure()
  const card = api.useQuery("get", "/v1/rate-cards/{id}", { params: { path: { id } } }, { enabled: isOpen })
  const rates = Object.entries(card.data?.rates ?? {})
  const categories = [...new Set(rates.flatMap(([, prices]) => Object.keys(prices)))]
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={open}>
        Prices
      </Button>
      {isOpen ? (
        <Dialog title={name} size="lg" onClose={close}>
          {card.data === undefined ? (
            card.error ? (
              <ProblemAlert failure={card.error} retry={card.refetch} />
            ) : (
              <Loading />
            )
          ) : (
            <Table.ScrollContainer minWidth={420}>
              <Table fz="sm" verticalSpacing={4} aria-label="Prices">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Market</Table.Th>
                    {categories.map((category) => (
                      <Table.Th key={category} ta="end">
                        {category}
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rates.map(([market, prices]) => (
                    <Table.Tr key={market}>
                      <Table.Td>{market}</Table.Td>
                      {categories.map((category) => (
                        <Table.Td key={category} ta="end">
                          {prices[category] ?? "–"}
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )}
        </Dialog>
      ) : null}
    </>
  )
}

interface Values {
  file: File | null
  effective_from: string
  currency: string
  replace: boolean
}

function ImportCard({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm<Values>({
    initialValues: { file: null, effective_from: "", currency: "", replace: false },
    validate: {
      file: (file) => (file === null ? "Choose Meta's CSV file" : null),
      effective_from: (day) => (day === "" ? "Enter the first day of these prices" : null),
      currency: (currency) => (/^([A-Z]{3})?$/.test(currency) ? null : "Three letters, such as EUR"),
    },
  })
  return (
    <FormDialog
      title="Import a rate card"
      form={form}
      words={{
        file: { label: "CSV file", say: (file) => file?.name ?? "None" },
        effective_from: "Holds from",
        currency: "Currency",
        replace: { label: "Replace", say: (isOn) => (isOn ? "Yes" : "No") },
      }}
      fieldOf={(path) => (path === "csv" ? "file" : path)}
      isNew
      submit="Import"
      onClose={onClose}
      onSubmit={async ({ file, effective_from, currency, replace }) => {
        const { data, error } = await client.POST("/v1/rate-cards", {
          body: {
            csv: (await file?.text()) ?? "",
            effective_from,
            replace,
            ...(currency === "" ? {} : { currency }),
          },
        })
        if (data === undefined) throw error
        sayDone(`${data.name} was imported.`)
        onClose()
        await queries.invalidateQueries({ queryKey: key })
      }}
    >
      <FileInput
        label="CSV file"
        description="As Meta gives it, on its page about pricing."
        placeholder="Choose a file"
        accept=".csv,text/csv"
        clearable
        {...form.getInputProps("file")}
      />
      <TextInput
        type="date"
        label="Holds from"
        description="Meta changes prices on the first day of a quarter."
        {...form.getInputProps("effective_from")}
      />
      <TextInput
        label="Currency"
        description="Where the file does not say it."
        placeholder="EUR"
        maxLength={3}
        {...form.getInputProps("currency")}
        onChange={(event) => form.setFieldValue("currency", event.currentTarget.value.toUpperCase())}
      />
      <Switch
        label="Replace a rate card of the same currency and day"
        {...form.getInputProps("replace", { type: "checkbox" })}
      />
    </FormDialog>
  )
}

function DeleteCard({ card: { id, name } }: { card: Card }) {
  const queries = useQueryClient()
  const [isAsking, asking] = useDisclosure()
  const remove = async () => {
    const { error } = await client.DELETE("/v1/rate-cards/{id}", { params: { path: { id } } })
    if (error) throw error
    sayDone(`${name} was deleted.`)
    await queries.invalidateQueries({ queryKey: key })
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" onClick={asking.open}>
        Delete
      </Button>
      {isAsking ? (
        <ConfirmDialog title={`Delete ${name}?`} confirm="Delete" onConfirm={remove} onClose={asking.close}>
          <Stack gap="xs">
            <Text size="sm">
              What messages of its days cost is then not known any more, of those that were sent, too.
            </Text>
          </Stack>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
