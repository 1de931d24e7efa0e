import { Group, Select, TextInput } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { type ReactNode, useState } from "react"
import { useServerNow } from "../api/server-time.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { dayIn } from "../look/time/instants.ts"
import { useDayZone } from "../session/day-zone.ts"
import { daysOf, isPeriod, type Period, periods } from "./period.ts"

/** What analytics are asked for. */
export interface Narrowing {
  from: string
  to: string
  time_zone: string
  number_id?: string
  campaign_tag?: string
}

/** Which days, which number and which campaigns figures are of, and the fields to choose them. */
export function useNarrowing(): { asked: Narrowing; fields: ReactNode } {
  const zone = useDayZone()
  const now = useServerNow()
  const numbers = useNumbers() ?? []
  const [period, setPeriod] = useState<Period>("30")
  const [numberId, setNumberId] = useState<string | null>(null)
  const [tag, setTag] = useState("")
  const [wantedTag] = useDebouncedValue(tag.trim(), 400)
  const asked = {
    ...daysOf(period, dayIn(zone)(now)),
    time_zone: zone,
    ...(numberId === null ? {} : { number_id: numberId }),
    ...(wantedTag === "" ? {} : { campaign_tag: wantedTag }),
  }
  const fields = (
    <Group gap="sm" role="search" aria-label="What is shown">
      <Select
        aria-label="Period"
        w={150}
        allowDeselect={false}
        value={period}
        onChange={(value) => {
          if (isPeriod(value)) setPeriod(value)
        }}
        data={Object.entries(periods).map(([value, label]) => ({ value, label }))}
      />
      {numbers.length < 2 ? null : (
        <Select
          aria-label="Number"
          placeholder="All numbers"
          w={200}
          clearable
          value={numberId}
          onChange={setNumberId}
          data={numbers.map(({ id, display_phone_number }) => ({ value: id, label: display_phone_number }))}
        />
      )}
      <TextInput
        aria-label="Tag of campaigns"
        placeholder="Tag of campaigns"
        w={180}
        maxLength={50}
        value={tag}
        onChange={({ currentTarget }) => setTag(currentTarget.value)}
      />
    </Group>
  )
  return { asked, fields }
}
