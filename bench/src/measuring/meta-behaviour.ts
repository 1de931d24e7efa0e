/** How Meta, and the people with the phones, behave while something is measured. */
import type { Installation } from "@parley/e2e"
import { z } from "zod"
import type { SettingsChange } from "../../../apps/sandbox/src/settings.ts"

/** Everyone receives and reads, and nobody answers. */
const everybodyReads = {
  delivered_share: 1,
  skip_delivered_share: 0,
  read_share: 1,
  reply_share: 0,
  block_share: 0,
  unreachable_share: 0,
  marketing_capped_share: 0,
}

/** Everything at once, and up to a thousand statuses in a webhook: nothing is waited for. */
export const allAtOnce = {
  answers: { latency_ms: [0, 0] },
  webhooks: { max_batch: 1_000, max_in_flight: 8 },
  population: { ...everybodyReads, sent_ms: [0, 0], delivered_ms: [0, 0], read_ms: [0, 0] },
} satisfies SettingsChange

export const readAfterSeconds = 20

/**
 * As Meta really posts (apps/sandbox/README.md): an answer after 100 ms; a webhook for each status, `sent` 0.3 s after the message was accepted, `delivered`
 * 2 s and `read` 20 s after it.
 */
export const asMeta = {
  answers: { latency_ms: [100, 100] },
  webhooks: { max_batch: 1, max_in_flight: 64 },
  population: {
    ...everybodyReads,
    sent_ms: [300, 300],
    delivered_ms: [1_700, 1_700],
    read_ms: [readAfterSeconds * 1_000 - 2_000, readAfterSeconds * 1_000 - 2_000],
  },
} satisfies SettingsChange

export async function behave(
  { sandbox }: Pick<Installation, "sandbox">,
  behaviour: SettingsChange,
): Promise<void> {
  await sandbox.send("PATCH", "/_sandbox/settings", behaviour, z.unknown())
}
