import { z } from "zod"
import type { ConditionDefinition, FilteredContact } from "../condition.ts"

/**
 * Whether there is an address at all; for marketing also whether it is not in the United States, where Meta delivers none. What the
 * contact said is not asked.
 */
export type ReachableCondition = {
  on: "reachable"
  op: "is" | "is_not"
  for?: "anything" | "marketing" | undefined
}

export const reachableKind: ConditionDefinition<ReachableCondition> = {
  schema: z.strictObject({
    on: z.literal("reachable"),
    op: z.enum(["is", "is_not"], "is or is_not"),
    for: z.enum(["anything", "marketing"]).optional().describe("Default: anything"),
  }),
  holds: (condition, contact) =>
    (hasAddress(contact) && !(condition.for === "marketing" && isAmerican(contact))) ===
    (condition.op === "is"),
  reads: () => ["field:phone", "field:wa_id", "field:bsuid"],
}

const hasAddress = ({ phone, wa_id, bsuid }: FilteredContact) =>
  phone !== null || wa_id !== null || bsuid !== null

const isAmerican = ({ phone, wa_id, bsuid }: FilteredContact): boolean => {
  const address = phone ?? (wa_id === null ? null : `+${wa_id}`)
  return address === null ? bsuid?.startsWith("US.") === true : isAmericanPhone(address)
}

/**
 * Area codes of +1 that are not of the United States: of Canada, the Caribbean and the Pacific. One list for this and for SQL, and
 * without the metadata of all phone numbers, which a page would have to load.
 */
export const areaCodesAbroad: readonly string[] = (
  "204 226 236 242 246 249 250 257 263 264 268 273 284 289 306 340 343 345 354 365 367 368 382 403 416 418 428 431 437 438 441 " +
  "450 468 473 474 506 514 519 548 579 581 584 587 600 604 613 622 633 639 647 649 658 664 670 671 672 683 684 705 709 721 742 " +
  "753 758 767 778 780 782 784 787 807 809 819 825 829 849 867 868 869 873 876 879 902 905 939 942"
).split(" ")
const isAbroad: ReadonlySet<string> = new Set(areaCodesAbroad)

const isAmericanPhone = (e164: string): boolean => e164.startsWith("+1") && !isAbroad.has(e164.slice(2, 5))
