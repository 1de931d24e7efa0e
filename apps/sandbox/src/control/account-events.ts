/** What Meta does to an account, and what its apps are told of it. */
import { z } from "zod"
import { tellAccount } from "../delivery/account.ts"
import type { PhoneNumber, Waba } from "../world/objects.ts"
import type { World } from "../world/world.ts"
import { type ControlCall, notFound, read, segment } from "./request.ts"

const restrictions = [
  "RESTRICTED_ADD_PHONE_NUMBER_ACTION",
  "RESTRICTED_BIZ_INITIATED_MESSAGING",
  "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
  "RESTRICTED_UTILITY_TEMPLATES",
] as const

const eventSchema = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("ACCOUNT_RESTRICTION"),
    restriction_type: z.enum(restrictions),
    expires_at: z.iso.datetime({ offset: true }),
  }),
  z.strictObject({ event: z.literal("ACCOUNT_VIOLATION"), violation_type: z.string().min(1) }),
  z.strictObject({
    event: z.literal("DISABLED_UPDATE"),
    state: z.enum(["DISABLE", "REINSTATE", "SCHEDULE_FOR_DISABLE"]),
  }),
  z.strictObject({ event: z.literal("ACCOUNT_DELETED") }),
  z.strictObject({
    event: z.literal("ALERT"),
    severity: z.enum(["CRITICAL", "WARNING", "INFORMATIONAL"]),
    type: z.string().min(1),
    description: z.string().min(1),
  }),
  z.strictObject({
    event: z.literal("BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE"),
    country: z.string().length(2),
  }),
])
type AccountEvent = z.infer<typeof eventSchema>

/** Does to the account what the event says, and tells it. Answers field and value as they were told. */
export function causeAccountEvent(call: ControlCall): object {
  const { world, webhooks } = call.running
  const id = segment(call, 1)
  const waba = world.wabas.get(id)
  if (waba === undefined) throw notFound("business account", id)
  const event = read(call, eventSchema)
  const told = apply(world, waba, event)
  tellAccount(world, webhooks, waba, told.field, told.value)
  return told
}

function apply(world: World, waba: Waba, event: AccountEvent): { field: string; value: object } {
  const update = (value: object) => ({ field: "account_update", value: { event: event.event, ...value } })
  switch (event.event) {
    case "ACCOUNT_RESTRICTION":
      if (event.restriction_type === "RESTRICTED_BIZ_INITIATED_MESSAGING")
        setStatus(world, waba, "RESTRICTED")
      return update({
        restriction_info: [
          {
            restriction_type: event.restriction_type,
            expiration: Math.floor(Date.parse(event.expires_at) / 1000),
          },
        ],
      })
    case "ACCOUNT_VIOLATION":
      return update({ violation_info: { violation_type: event.violation_type } })
    case "DISABLED_UPDATE":
      if (event.state !== "SCHEDULE_FOR_DISABLE") {
        const isBanned = event.state === "DISABLE"
        world.wabas.put(Object.assign(waba, { status: isBanned ? "DISABLED" : "ACTIVE" }))
        setStatus(world, waba, isBanned ? "BANNED" : "CONNECTED")
      }
      return update({
        ban_info: {
          waba_ban_state: event.state,
          waba_ban_date: dayInWords(world.clock.nowMs()),
        },
      })
    case "ACCOUNT_DELETED":
      world.wabas.put(Object.assign(waba, { status: "DELETED" }))
      setStatus(world, waba, "BANNED")
      return update({})
    case "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE":
      world.wabas.put(Object.assign(waba, { country: event.country }))
      return update({ country: event.country })
    case "ALERT":
      return {
        field: "account_alerts",
        value: {
          entity_type: "WABA",
          entity_id: waba.id,
          alert_info: {
            alert_severity: event.severity,
            alert_status: "ACTIVE",
            alert_type: event.type,
            alert_description: event.description,
          },
        },
      }
  }
}

/** Numbers that are registered take the status; sending from a banned or restricted one is refused. */
function setStatus(world: World, waba: Waba, status: PhoneNumber["status"]): void {
  for (const number of world.numbersOf(waba.id)) {
    if (number.registered) world.numbers.put(Object.assign(number, { status }))
  }
}

/** As Meta writes days: `April 17, 2025`. */
function dayInWords(atMs: number): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(atMs)
}
