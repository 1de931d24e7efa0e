import { describe, expect, it } from "vitest"
import { readConsentDate, readPhone, readSubscriptionState } from "./cells.ts"

const now = new Date("2026-11-22T12:00:00Z")

describe("a phone cell", () => {
  const taken: [cell: string, country: string | undefined, e164: string][] = [
    ["+4915123456789", undefined, "+4915123456789"],
    [" +49 151 234-567.89 ", undefined, "+4915123456789"],
    ["+49 (151) 23456789", undefined, "+4915123456789"],
    ["004915123456789", undefined, "+4915123456789"],
    ["4915123456789", "DE", "+4915123456789"],
    ["4915123456789.0", "DE", "+4915123456789"],
    ["'+4915123456789", undefined, "+4915123456789"],
    ["tel:+49-151-23456789", undefined, "+4915123456789"],
    ["\u202A+49 151 23456789\u202C", undefined, "+4915123456789"],
    ["0151 23456789", "DE", "+4915123456789"],
    ["(201) 555-0123", "US", "+12015550123"],
    ["1 201 555 0123", "US", "+12015550123"],
    ["55 99123-4567", "BR", "+5555991234567"],
    ["312 345 6789", "IT", "+393123456789"],
    ["＋４９１５１２３４５６７８９", undefined, "+4915123456789"],
    ["06 12 34 56 78", "FR", "+33612345678"],
    ["+49 30 123456", undefined, "+4930123456"],
    ["+55 11 6123-4567", undefined, "+5511961234567"],
    ["٠٠٤٩١٥١٢٣٤٥٦٧٨٩", undefined, "+4915123456789"],
  ]
  it.each(taken)("%j (%s) is %s", (cell, country, e164) => {
    expect(readPhone(cell, country)).toMatchObject({ e164 })
  })

  const refused: [cell: string, country: string | undefined, code: string][] = [
    ["", undefined, "phone_missing"],
    ["'", undefined, "phone_missing"],
    ["call me", undefined, "phone_not_a_number"],
    ["+49 CALL ANNA", undefined, "phone_not_a_number"],
    ["ana@example.com", undefined, "phone_not_a_number"],
    ["4.91511E+11", undefined, "phone_scientific_notation"],
    ["4,91511e+11", "DE", "phone_scientific_notation"],
    ["4E11", "DE", "phone_scientific_notation"],
    ["0151 23456789", undefined, "phone_without_country"],
    ["4794012345", undefined, "phone_without_country"],
    ["+999 123456789", undefined, "phone_unknown_country"],
    ["+49 1", undefined, "phone_too_short"],
    ["+49 151 2345 6789 0123 4567", undefined, "phone_too_long"],
    ["+49 199 1234567", undefined, "phone_not_valid"],
    ["0151 23456789", "FR", "phone_too_long"],
    ["(555) 000-0000", "US", "phone_not_valid"],
    ["+49 900 1 123456", undefined, "phone_not_reachable"],
    ["+49 151 23456789 / +49 30 123456", undefined, "phone_not_a_number"],
  ]
  it.each(refused)("%j (%s) is refused as %s", (cell, country, code) => {
    expect(readPhone(cell, country)).toMatchObject({ code })
  })
})

describe("a subscription state", () => {
  it.each(["subscribed", "YES", "Y", "true", "T", "1", "x", "on"])("%s is subscribed", (cell) => {
    expect(readSubscriptionState(cell)).toBe("subscribed")
  })
  it.each(["unsubscribed", "No", "n", "FALSE", "f", "0", "off"])("%s is unsubscribed", (cell) => {
    expect(readSubscriptionState(cell)).toBe("unsubscribed")
  })
  it.each(["maybe", "2", "-", "pending"])("%s is neither", (cell) => {
    expect(readSubscriptionState(cell)).toMatchObject({ code: "subscription_state_unknown" })
  })
})

describe("a consent date", () => {
  const taken: [cell: string, instant: string][] = [
    ["2026-01-05", "2026-01-05T00:00:00.000Z"],
    ["2026-1-5", "2026-01-05T00:00:00.000Z"],
    ["2026-01-05 10:30", "2026-01-05T10:30:00.000Z"],
    ["2026-01-05T10:30:15Z", "2026-01-05T10:30:15.000Z"],
    ["2026-01-05T10:30:15.250+01:00", "2026-01-05T09:30:15.250Z"],
    ["2026-01-05 10:30:15 +0100", "2026-01-05T09:30:15.000Z"],
    ["05.01.2026", "2026-01-05T00:00:00.000Z"],
    ["25/3/2026", "2026-03-25T00:00:00.000Z"],
    ["3/25/2026", "2026-03-25T00:00:00.000Z"],
    ["4/4/2026", "2026-04-04T00:00:00.000Z"],
    ["2026-11-23", "2026-11-22T12:00:00.000Z"], // it is tomorrow already on some islands; recorded as now
  ]
  it.each(taken)("%s is %s", (cell, instant) => {
    // A cell without a time says a day and no more.
    expect(readConsentDate(cell, now)).toEqual({ at: new Date(instant), dayOnly: !cell.includes(":") })
  })

  const refused: [cell: string, code: string][] = [
    ["03/04/2026", "consent_date_ambiguous"],
    ["2026-02-30", "consent_date_unreadable"],
    ["2026-13-01", "consent_date_unreadable"],
    ["2026-01-05T25:00", "consent_date_unreadable"],
    ["31.04.2026", "consent_date_unreadable"],
    ["05.01.26", "consent_date_unreadable"],
    ["last summer", "consent_date_unreadable"],
    ["2026-11-24", "consent_date_in_future"],
    ["2026-11-22T12:10:00Z", "consent_date_in_future"],
    ["2099-01-01", "consent_date_in_future"],
  ]
  it.each(refused)("%s is refused as %s", (cell, code) => {
    expect(readConsentDate(cell, now)).toMatchObject({ code })
  })
})
