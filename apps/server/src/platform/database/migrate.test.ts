import { readdir } from "node:fs/promises"
import { expect, it } from "vitest"

/**
 * What databases that are in use have applied, in this order. A database whose applied migrations are not the first ones
 * here, by the same names, is refused, and its server does not start.
 */
const released = [
  "0001_foundation.sql",
  "0002_numbers_contacts.sql",
  "0003_messages.sql",
  "0004_members.sql",
  "0005_recorded_changes.sql",
  "0006_connection.sql",
  "0007_template_groups.sql",
  "0008_revisions.sql",
  "0009_import_files.sql",
  "0010_connection_standing.sql",
  "0011_template_terms.sql",
  "0012_audit_search.sql",
  "0013_contact_search.sql",
  "0014_contacts_announced.sql",
  "0016_marketing_preference.sql",
  "0018_one_word_of_consent.sql",
  "0019_sample_addresses.sql",
  "0020_factors_and_keys.sql",
  "0021_log_set_aside.sql",
  "0022_post_outcomes.sql",
  "0023_idempotency_keys.sql",
  "0023_reached_contacts.sql",
]

it("the migrations begin with those that databases in use have applied", async () => {
  const folder = new URL("../../../migrations/", import.meta.url)
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted()
  expect(names.slice(0, released.length)).toEqual(released)
})
