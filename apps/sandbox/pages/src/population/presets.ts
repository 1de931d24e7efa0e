/** Kinds of people that tests and demonstrations ask for, as what sets them apart from everyone. */
import type { BehaviourChange } from "../../../src/people/behaviour.ts"

const hourMs = 3_600_000

export const presets: readonly { value: string; label: string; behaviour: BehaviourChange | undefined }[] = [
  { value: "everyone", label: "Like everyone", behaviour: undefined },
  {
    value: "eager",
    label: "Eager: read at once, four in ten answer",
    behaviour: { read_share: 0.98, read_ms: [500, 3_000], reply_share: 0.4, reply_ms: [2_000, 20_000] },
  },
  { value: "quiet", label: "Quiet: one in ten reads", behaviour: { read_share: 0.1, reply_share: 0 } },
  {
    value: "slow",
    label: "Slow: reached after hours",
    behaviour: { delivered_ms: [hourMs, 12 * hourMs], read_ms: [hourMs, 24 * hourMs] },
  },
  { value: "annoyed", label: "Annoyed: one in five blocks the number", behaviour: { block_share: 0.2 } },
  { value: "capped", label: "Had too much marketing (131049)", behaviour: { marketing_capped_share: 1 } },
  { value: "absent", label: "Not on WhatsApp (131026)", behaviour: { unreachable_share: 1 } },
]

/** First numbers of ranges that are long enough for 100,000 people. */
export const rangesByCountry: readonly { value: string; label: string }[] = [
  { value: "4915700000000", label: "Germany (+49 157)" },
  { value: "5511900000000", label: "Brazil (+55 11 9)" },
  { value: "919800000000", label: "India (+91 98)" },
  { value: "447400000000", label: "United Kingdom (+44 74)" },
  { value: "33600000000", label: "France (+33 6)" },
  { value: "2348030000000", label: "Nigeria (+234 803)" },
  { value: "12125550000", label: "United States (+1 212)" },
  { value: "971500000000", label: "United Arab Emirates (+971 50)" },
]
