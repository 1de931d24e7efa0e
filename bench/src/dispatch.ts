import { ledger, startInstallation } from "@parley/e2e"
import { postBare } from "./bare-loop.ts"
import { launchUntil, prepare } from "./launch.ts"
import { report } from "./report.ts"

const contacts = 50_000

/**
 * From the launch of a campaign until every message is read, all webhooks signed, verified and applied, against a bare
 * loop that posts the same payloads to the same sandbox with webhooks off and does nothing else.
 */
export async function benchDispatch(): Promise<boolean> {
  const installation = await startInstallation()
  try {
    const prepared = await prepare(installation, { throughput: "UNLIMITED", contacts })
    const platformSeconds = await launchUntil(
      installation,
      prepared,
      ({ read, state }) => read === contacts && state === "completed",
    )
    const counted = await installation.sandbox.get(
      `/_sandbox/numbers/${prepared.number.phoneNumberId}/ledger`,
      ledger,
    )
    if (counted.recipients !== contacts || counted.duplicates.length > 0) {
      throw new Error(
        `The sandbox counted ${counted.recipients} recipients and ${counted.duplicates.length} duplicates.`,
      )
    }
    const bareSeconds = await postBare(installation, contacts)
    return await report("dispatch", [
      { name: "CSV import, contacts with consent", value: contacts / prepared.importSeconds, unit: "rows/s" },
      { name: "platform, launch to all read", value: contacts / platformSeconds, unit: "messages/s" },
      { name: "bare loop, same payloads, webhooks off", value: contacts / bareSeconds, unit: "messages/s" },
      { name: "ratio", value: bareSeconds / platformSeconds, unit: "", bound: { atLeast: 0.35 } },
    ])
  } finally {
    await installation.stop()
  }
}
