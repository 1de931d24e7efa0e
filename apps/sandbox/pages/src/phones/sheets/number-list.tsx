import { Avatar, ScrollArea, Stack, Text, TextInput } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { useState } from "react"
import { type NumberView, numbersSchema } from "../../../../src/control/views/shapes.ts"
import { useLive } from "../../live.ts"
import look from "../phone.module.css"

/** Business numbers to write to, found by name or digits. */
export function NumberList({ onPick }: { onPick: (number: NumberView) => void }) {
  const [search, setSearch] = useState("")
  const [asked] = useDebouncedValue(search, 200)
  const { data: numbers } = useLive(numbersSchema, `views/numbers?search=${encodeURIComponent(asked)}`, {
    keepsPrevious: true,
  })
  return (
    <Stack gap="xs">
      <TextInput
        aria-label="Find a business"
        placeholder="Name or number"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={320}>
        {numbers?.data.map((number) => (
          <button
            key={number.phone_number_id}
            type="button"
            className={look.entry}
            onClick={() => onPick(number)}
          >
            <Avatar name={number.verified_name} color="initials" radius="xl" aria-hidden />
            <span style={{ minWidth: 0 }}>
              <Text span display="block" fw={600} truncate dir="auto">
                {number.verified_name}
              </Text>
              <Text span display="block" size="sm" c="dimmed">
                {number.display_phone_number}
              </Text>
            </span>
          </button>
        ))}
        {numbers?.data.length === 0 ? (
          <Text c="dimmed" p="md">
            {asked === ""
              ? "There is no business to write to yet. Log in with Facebook on the start page and add a number."
              : "No business has this name or number."}
          </Text>
        ) : null}
      </ScrollArea.Autosize>
    </Stack>
  )
}
