import { ledger } from "@parley/e2e"
import type { SettingsChange } from "../../../apps/sandbox/src/settings.ts"
import type { BenchInstallation, ProcessorTime } from "./installation.ts"
import { launch, type Prepared, prepare, secondsUntil } from "./launch.ts"
import { allAtOnce, asMeta, behave } from "./meta-behaviour.ts"

export const contacts = 50_000

/** How Meta takes messages and tells of them. */
export interface Form {
  name: string
  behaviour: SettingsChange
  tls: boolean
}

export const batched: Form = { name: "batched", behaviour: allAtOnce, tls: false }
export const unbatched: Form = { name: "as Meta sends", behaviour: asMeta, tls: true }

export interface Dispatched {
  /** From the launch until Meta has accepted every message, and until every message is read. */
  seconds: { accepted: number; read: number }
  /** Microseconds of processor time a message, from before the launch until every message is read. */
  microseconds: ProcessorTime & { serverAndPostgres: number }
}

/** 50,000 contacts, one template with two variables, one number without a limit. */
export const prepareDispatch = (installation: BenchInstallation): Promise<Prepared> =>
  prepare(installation, { throughput: "UNLIMITED", contacts })

/**
 * A launch to all contacts.
 * @throws Error when the sandbox did not get a message to each of them, and each message once
 */
export async function measureDispatch(
  installation: BenchInstallation,
  prepared: Prepared,
  behaviour: SettingsChange,
): Promise<Dispatched> {
  await behave(installation, behaviour)
  const path = `/_sandbox/numbers/${prepared.number.phoneNumberId}/ledger`
  const acceptedBefore = (await installation.sandbox.get(path, ledger)).accepted
  const before = await installation.processorTime()
  const launched = await launch(installation, prepared)
  const seconds = {
    accepted: await secondsUntil(installation, launched, ({ accepted }) => accepted === contacts),
    read: await secondsUntil(
      installation,
      launched,
      ({ read, state }) => read === contacts && state === "completed",
    ),
  }
  const after = await installation.processorTime()
  const counted = await installation.sandbox.get(path, ledger)
  const accepted = counted.accepted - acceptedBefore
  if (accepted !== contacts || counted.recipients !== contacts || counted.duplicate_callback_data > 0)
    throw new Error(
      `The sandbox counted ${accepted} messages to ${counted.recipients} people, ${counted.duplicate_callback_data} of them twice.`,
    )
  const aMessage = (program: keyof ProcessorTime) => ((after[program] - before[program]) * 1e6) / contacts
  const [server, postgres, sandbox] = [aMessage("server"), aMessage("postgres"), aMessage("sandbox")]
  return { seconds, microseconds: { server, postgres, sandbox, serverAndPostgres: server + postgres } }
}
