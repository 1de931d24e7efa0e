/** What a lane must know of its number and account. */
import type { WorkspaceControl } from "@parley/model"
import { listTestRecipients, restrictionOf } from "../connect/index.ts"
import { sql } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import {
  type Caps,
  capsColumn,
  controlGroupColumn,
  type QuietTimes,
  quietTimesColumn,
  quietWorkspaces,
} from "../workspaces/index.ts"
import { type ClosedCountry, closedCountriesOf } from "./faults/closed-countries.ts"
import { ratePerSecond } from "./rate.ts"
import { isQuietSource } from "./sources/quiet.ts"

export interface LaneNumber {
  id: string
  workspaceId: string
  phoneNumberId: string
  ratePerSecond: number
  heldUntil: Date | null
  /** Meta's, which held it last; null: it is not held, or Meta is out of reach. */
  holdCode: number | null
  /** Meta's id of the business that the account belongs to; null: not known. */
  portfolioId: string | null
  /** Different people that the portfolio may write to first in 24 hours; null: as many as there are, or not known. */
  messagingLimit: number | null
  /** A number whose account was disconnected keeps its messages until it is back. */
  isConnected: boolean
  /** Of its workspace: when no marketing goes. */
  quiet: QuietTimes | null
  /** Of its workspace: how many messages a person gets at most; null: as many as there are. */
  caps: Caps | null
  /** Of its workspace: who gets nothing of campaigns and journeys, for comparison. */
  controlGroup: WorkspaceControl | null
  /** The only phones (E.164) it reaches, while it is restricted to test recipients. */
  onlyTo: ReadonlySet<string> | null
  /** To which its account sends nothing for now. */
  closedCountries: readonly ClosedCountry[]
  /** Its account sends marketing through the Marketing Messages API. */
  optimizesDelivery: boolean
  account: { waba_id: string; sealed_token: Buffer }
}

/** The number as it is now; undefined when it is gone. */
export async function readLaneNumber(
  platform: Pick<Platform, "db" | "config">,
  numberId: string,
): Promise<LaneNumber | undefined> {
  const { appMode } = platform.config.meta
  return platform.db.system(async (tx) => {
    const row = await tx
      .selectFrom("numbers")
      .innerJoin("business_accounts", "business_accounts.id", "numbers.business_account_id")
      .innerJoin("workspaces", "workspaces.id", "numbers.workspace_id")
      .where("numbers.id", "=", numberId)
      .select([
        "numbers.id",
        "numbers.workspace_id",
        "phone_number_id",
        "throughput_level",
        "rate_per_second",
        "held_until",
        "hold_code",
        "messaging_limit",
        "business_id",
        "account_mode",
        "numbers.disconnected_at",
        "waba_id",
        "optimizes_delivery",
        "sealed_token",
        quietTimesColumn.as("quiet"),
        capsColumn.as("caps"),
        controlGroupColumn.as("control_group"),
        closedCountriesOf(sql.ref("business_accounts.id")).as("closed_countries"),
      ])
      .executeTakeFirst()
    if (!row) return undefined
    return {
      id: row.id,
      workspaceId: row.workspace_id,
      phoneNumberId: row.phone_number_id,
      ratePerSecond: ratePerSecond(row),
      heldUntil: row.held_until,
      holdCode: row.hold_code,
      portfolioId: row.business_id,
      // Test numbers count nobody.
      messagingLimit:
        row.account_mode === "SANDBOX" || row.messaging_limit === -1 ? null : row.messaging_limit,
      isConnected: row.disconnected_at === null,
      quiet: row.quiet,
      caps: row.caps,
      controlGroup: row.control_group,
      onlyTo: restrictionOf(row, appMode) && new Set(await listTestRecipients(tx, row.id)),
      closedCountries: row.closed_countries ?? [],
      optimizesDelivery: row.optimizes_delivery,
      account: { waba_id: row.waba_id, sealed_token: row.sealed_token },
    }
  })
}

/**
 * Numbers that have something to do: due rows, claimed or not. What a worker that is gone had claimed of a source that is over
 * is to be put in doubt, so that it ends. A disconnected number waits, and marketing in the quiet hours of its workspace.
 */
export async function numbersWithWork(platform: Pick<Platform, "db">, now: Date): Promise<string[]> {
  const { rows } = await platform.db.hotSystem(async (tx) => {
    const quiet = await quietWorkspaces(tx, now)
    return sql<{ id: string }>`
      SELECT id FROM numbers
      WHERE (held_until IS NULL OR held_until <= ${now}) AND disconnected_at IS NULL
        AND EXISTS (
          SELECT FROM sources JOIN outbox ON outbox.source_id = sources.id AND outbox.state = 'due'
          WHERE sources.number_id = numbers.id AND ended_at IS NULL AND (
            (sources.state = 'active' AND (sources.held_until IS NULL OR sources.held_until <= ${now}) AND send_after <= ${now}
              AND NOT ${isQuietSource("sources", quiet)})
            OR ((sources.state = 'canceled' OR sources.expires_at <= ${now}) AND claim IS NOT NULL)))
    `.execute(tx)
  })
  return rows.map((row) => row.id)
}
