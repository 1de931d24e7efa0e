import { Button, Group, NumberInput, Stack, Text, Textarea, TextInput, Title } from "@mantine/core"
import { useState } from "react"
import type { ProductsOpening, Written } from "../content/content.ts"
import { order } from "../product-opening.ts"
import { Sheet } from "./sheet.tsx"

/** Without a catalogue every price is a guess the person may correct. */
const guessedPrice = 10

/** The products of a message: how many of each go into the cart that is sent back. */
export function ProductsSheet({
  opening,
  currency,
  onClose,
  onSend,
}: {
  opening: ProductsOpening
  /** Of the business account. */
  currency: string
  onClose: () => void
  onSend: (written: Written) => void
}) {
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>({})
  const [prices, setPrices] = useState<Readonly<Record<string, number>>>({})
  const [added, setAdded] = useState<readonly string[]>([])
  const [fresh, setFresh] = useState("")
  const [text, setText] = useState("")
  const [catalogId, setCatalogId] = useState(opening.catalogId)
  const sections = opening.isWhole
    ? [...opening.sections, { title: "", retailerIds: added }]
    : opening.sections
  const retailerIds = sections.flatMap((section) => section.retailerIds)
  const items = retailerIds.flatMap((retailerId) => {
    const quantity = quantities[retailerId] ?? 0
    return quantity === 0 ? [] : [{ retailerId, quantity, price: prices[retailerId] ?? guessedPrice }]
  })
  const total = items.reduce((sum, { quantity, price }) => sum + quantity * price, 0)
  const add = () => {
    const id = fresh.trim()
    if (id !== "" && !retailerIds.includes(id)) setAdded([...added, id])
    setFresh("")
  }
  return (
    <Sheet onClose={onClose} title={opening.label} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSend(order(catalogId, items, currency, text))
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            The sandbox has no catalogue: products go by their ids, and prices are what you make them.
          </Text>
          {sections.map(({ title, retailerIds: ids }) => (
            <Stack key={title} gap="xs">
              {title === "" ? null : (
                <Title order={3} size="h5" dir="auto">
                  {title}
                </Title>
              )}
              {ids.map((id) => (
                <Group key={id} wrap="nowrap" align="flex-end" gap="xs">
                  <Text flex={1} miw={0} fw={500} pb={6}>
                    {id}
                  </Text>
                  <NumberInput
                    label="Quantity"
                    aria-label={`Quantity of ${id}`}
                    w={90}
                    min={0}
                    max={99}
                    allowDecimal={false}
                    value={quantities[id] ?? 0}
                    onChange={(value) => setQuantities({ ...quantities, [id]: Number(value) || 0 })}
                  />
                  <NumberInput
                    label={`Price (${currency})`}
                    aria-label={`Price of ${id}`}
                    w={110}
                    min={0}
                    decimalScale={2}
                    value={prices[id] ?? guessedPrice}
                    onChange={(value) => setPrices({ ...prices, [id]: Number(value) || 0 })}
                  />
                </Group>
              ))}
            </Stack>
          ))}
          {opening.isWhole ? (
            <Group align="flex-end" gap="xs">
              <TextInput
                flex={1}
                label="Another product’s retailer id"
                value={fresh}
                onChange={(event) => setFresh(event.currentTarget.value)}
              />
              <Button variant="default" disabled={fresh.trim() === ""} onClick={add}>
                Add
              </Button>
            </Group>
          ) : null}
          {opening.catalogId === "" ? (
            <TextInput
              label="Catalogue id"
              description="The message did not name the catalogue; WhatsApp knows the one of the business."
              value={catalogId}
              onChange={(event) => setCatalogId(event.currentTarget.value)}
            />
          ) : null}
          <Textarea
            label="Note"
            dir="auto"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" disabled={items.length === 0}>
            Send cart{items.length === 0 ? "" : ` (${total.toFixed(2)} ${currency})`}
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}
