import { Button, Card, Group, NumberInput, Select, SimpleGrid, Text, TextInput, Title } from "@mantine/core"
import { notifications } from "@mantine/notifications"
import { type FormEvent, useState } from "react"
import { z } from "zod"
import { ApiError, control } from "../api.ts"
import { useChange } from "../live.ts"
import { presets, rangesByCountry } from "./presets.ts"

const foundSchema = z.object({ count: z.number(), first: z.string(), last: z.string() })

/** Brings many people into being at once. */
export function CrowdForm() {
  const [count, setCount] = useState<string | number>(1_000)
  const [range, setRange] = useState(rangesByCountry[0]?.value ?? "")
  const [from, setFrom] = useState(range)
  const [name, setName] = useState("")
  const [preset, setPreset] = useState("everyone")
  const found = useChange(
    () => {
      const behaviour = presets.find(({ value }) => value === preset)?.behaviour
      return control(foundSchema, "POST", "people", {
        count: Number(count),
        from: from.replace(/\D/g, ""),
        ...(name.trim() === "" ? {} : { name: name.trim() }),
        ...(behaviour === undefined ? {} : { behaviour }),
      })
    },
    { tellsErrors: false },
  )
  const errorAt = (field: string) =>
    found.error instanceof ApiError && found.error.field === field ? found.error.message : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    found.mutate(undefined, {
      onSuccess: (made) =>
        notifications.show({
          message: `${made.count.toLocaleString()} people have numbers from +${made.first} to +${made.last}.`,
        }),
    })
  }
  return (
    <Card withBorder>
      <form onSubmit={submit}>
        <Title order={2} size="h4" mb="sm">
          Add people
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberInput
            label="How many"
            min={1}
            max={100_000}
            allowDecimal={false}
            thousandSeparator=","
            required
            value={count}
            error={errorAt("count")}
            onChange={setCount}
          />
          <Select
            label="How they behave"
            data={presets.map(({ value, label }) => ({ value, label }))}
            value={preset}
            allowDeselect={false}
            onChange={(value) => setPreset(value ?? "everyone")}
          />
          <Select
            label="Country"
            data={rangesByCountry}
            value={range}
            allowDeselect={false}
            onChange={(value) => {
              setRange(value ?? "")
              setFrom(value ?? "")
            }}
          />
          <TextInput
            label="First number"
            description="The others count on from it"
            inputWrapperOrder={["label", "input", "description", "error"]}
            leftSection="+"
            inputMode="tel"
            required
            value={from}
            error={errorAt("from")}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            label="Name"
            description="With a number behind it; left empty, everyone has a name of their own"
            inputWrapperOrder={["label", "input", "description", "error"]}
            maxLength={120}
            value={name}
            error={errorAt("name")}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Group justify="space-between" mt="md">
          <Text size="sm" c="red" role="alert">
            {found.error instanceof ApiError && found.error.field === undefined ? found.error.message : ""}
          </Text>
          <Button type="submit" loading={found.isPending} disabled={!(Number(count) > 0)}>
            Add them
          </Button>
        </Group>
      </form>
    </Card>
  )
}
