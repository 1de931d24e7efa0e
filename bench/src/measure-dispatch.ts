import { ledger } from "@parley/e2e"
import type { SettingsChange } from "../../apps/sandbox/src/settings.ts"
import { onInstallation, type Processes, type ProcessorTime } from "./installation.ts"
import { launch, prepare, secondsUntil } from "./launch.ts"
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
  importSeconds: number
  /** From the launch until Meta has accepted every message, and until every message is read. */
  seconds: { accepted: number; read: number }
  /** Microseconds of processor time a message, from before the launch until every message is read. */
  microseconds: ProcessorTime & { serverAndPostgres: number }
}

/**
 * A launch to 50,000 contacts on a fresh installation: one template with two variables, one number without a limit.
 * @throws Error when the sandbox did not get each message once
 */
export async function measureDispatch(form: Form, processes: Processes): Promise<Dispatched> {
  return onInstallation({ processes, tls: form.tls }, async (installation) => {
    await behave(installation, form.behaviour)
    const prepared = await prepare(installation, { throughput: "UNLIMITED", contacts })
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
    const path = `/_sandbox/numbers/${prepared.number.phoneNumberId}/ledger`
    const { recipients, duplicates } = await installation.sandbox.get(path, ledger)
    if (recipients !== contacts || duplicates.length > 0)
      throw new Error(`The sandbox counted ${recipients} recipients and ${duplicates.length} duplicates.`)
    const aMessage = (program: keyof ProcessorTime) => ((after[program] - before[program]) * 1e6) / contacts
    const [server, postgres, sandbox] = [aMessage("server"), aMessage("postgres"), aMessage("sandbox")]
    return {
      importSeconds: prepared.importSeconds,
      seconds,
      microseconds: { server, postgres, sandbox, serverAndPostgres: server + postgres },
    }
  })
}
