import type { Filter } from "../../../packages/model/src/index.ts"

/** A filter, and the same as a condition on rows of DuckDB's `contacts`. */
interface Question {
  name: string
  filter: Filter
  duck: string
}

const bought = { on: "event", name: "event 0" } as const
const days = (amount: number) => ({ from: { ago: amount, unit: "days" } }) as const
const did = (name: number, more = "") =>
  `id IN (SELECT contact_id FROM events WHERE name_id = ${name} ${more})`
const lately = (amount: number) => `AND happened_at >= getvariable('moment') - INTERVAL ${amount} DAY`
const threeTimes = did(0, `${lately(30)} GROUP BY contact_id HAVING count(*) >= 3`)
const isGold = "(attributes->>'plan') = 'gold'"
const isSubscribed = "id IN (SELECT contact_id FROM subscriptions WHERE state = 'subscribed')"

export const mixed = (groupId: string): Question => ({
  name: "mixed",
  filter: {
    all: [
      { on: "attribute", name: "plan", op: "equals", value: "gold" },
      { on: "attribute", name: "score", op: "at_least", value: 50 },
      { ...bought, op: "at_least", times: 3, within: days(30) },
      { on: "subscription", group_id: groupId, op: "subscribed" },
    ],
  },
  duck: `${isGold} AND CAST((attributes->>'score') AS DOUBLE) >= 50 AND ${isSubscribed} AND ${threeTimes}`,
})

/** With {@link mixed}, ten that are typical. */
export const typical = (groupId: string): Question[] => [
  {
    name: "an attribute",
    filter: { on: "attribute", name: "plan", op: "equals", value: "gold" },
    duck: isGold,
  },
  {
    name: "subscribed",
    filter: { on: "subscription", group_id: groupId, op: "subscribed" },
    duck: isSubscribed,
  },
  {
    name: "did lately",
    filter: { ...bought, op: "did", within: days(30) },
    duck: did(0, lately(30)),
  },
  { name: "never did", filter: { ...bought, op: "did_not" }, duck: `NOT ${did(0)}` },
  {
    name: "at least 3 times in 30 days",
    filter: { ...bought, op: "at_least", times: 3, within: days(30) },
    duck: threeTimes,
  },
  {
    name: "a rare event",
    filter: { on: "event", name: "event 40", op: "did", within: days(30) },
    duck: did(40, lately(30)),
  },
  {
    name: "with a property",
    filter: {
      ...bought,
      op: "did",
      within: days(7),
      where: [{ property: "n", op: "at_least", value: 50 }],
    },
    duck: did(0, `${lately(7)} AND CAST((properties->>'n') AS DOUBLE) >= 50`),
  },
  {
    name: "one or the other, not a third",
    filter: {
      all: [
        {
          any: [
            { ...bought, op: "did", within: days(30) },
            { on: "attribute", name: "plan", op: "equals", value: "gold" },
          ],
        },
        { not: { on: "event", name: "event 1", op: "at_least", times: 2 } },
      ],
    },
    duck: `(${did(0, lately(30))} OR ${isGold}) AND NOT ${did(1, "GROUP BY contact_id HAVING count(*) >= 2")}`,
  },
  {
    name: "of a country, and not back for a month",
    filter: {
      all: [
        { on: "contact", field: "country", op: "equals", value: "DE" },
        { ...bought, op: "did" },
        { ...bought, op: "did_not", within: days(30) },
      ],
    },
    duck: `country = 'DE' AND ${did(0)} AND NOT ${did(0, lately(30))}`,
  },
]

/** What somebody builds: every count of three conditions, and who is reached by a number. */
export const built = (groupId: string): Filter => ({
  all: [
    { on: "attribute", name: "score", op: "at_least", value: 50 },
    { ...bought, op: "at_least", times: 3, within: days(30) },
    { on: "subscription", group_id: groupId, op: "subscribed" },
  ],
})
