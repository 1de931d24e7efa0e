/** Countries by dialling code: as much as display numbers, user ids and prices need. */
const countries: readonly [code: string, country: string][] = [
  ["1", "US"],
  ["7", "RU"],
  ["20", "EG"],
  ["27", "ZA"],
  ["30", "GR"],
  ["31", "NL"],
  ["32", "BE"],
  ["33", "FR"],
  ["34", "ES"],
  ["36", "HU"],
  ["39", "IT"],
  ["40", "RO"],
  ["41", "CH"],
  ["43", "AT"],
  ["44", "GB"],
  ["45", "DK"],
  ["46", "SE"],
  ["47", "NO"],
  ["48", "PL"],
  ["49", "DE"],
  ["51", "PE"],
  ["52", "MX"],
  ["53", "CU"],
  ["54", "AR"],
  ["55", "BR"],
  ["56", "CL"],
  ["57", "CO"],
  ["58", "VE"],
  ["60", "MY"],
  ["61", "AU"],
  ["62", "ID"],
  ["63", "PH"],
  ["64", "NZ"],
  ["65", "SG"],
  ["66", "TH"],
  ["81", "JP"],
  ["82", "KR"],
  ["84", "VN"],
  ["86", "CN"],
  ["90", "TR"],
  ["91", "IN"],
  ["92", "PK"],
  ["93", "AF"],
  ["94", "LK"],
  ["95", "MM"],
  ["98", "IR"],
  ["212", "MA"],
  ["213", "DZ"],
  ["216", "TN"],
  ["221", "SN"],
  ["225", "CI"],
  ["233", "GH"],
  ["234", "NG"],
  ["237", "CM"],
  ["243", "CD"],
  ["250", "RW"],
  ["251", "ET"],
  ["254", "KE"],
  ["255", "TZ"],
  ["256", "UG"],
  ["258", "MZ"],
  ["260", "ZM"],
  ["263", "ZW"],
  ["351", "PT"],
  ["352", "LU"],
  ["353", "IE"],
  ["354", "IS"],
  ["358", "FI"],
  ["359", "BG"],
  ["370", "LT"],
  ["371", "LV"],
  ["372", "EE"],
  ["380", "UA"],
  ["381", "RS"],
  ["385", "HR"],
  ["386", "SI"],
  ["420", "CZ"],
  ["421", "SK"],
  ["502", "GT"],
  ["503", "SV"],
  ["504", "HN"],
  ["505", "NI"],
  ["506", "CR"],
  ["507", "PA"],
  ["591", "BO"],
  ["593", "EC"],
  ["595", "PY"],
  ["598", "UY"],
  ["852", "HK"],
  ["855", "KH"],
  ["880", "BD"],
  ["886", "TW"],
  ["961", "LB"],
  ["962", "JO"],
  ["964", "IQ"],
  ["965", "KW"],
  ["966", "SA"],
  ["971", "AE"],
  ["972", "IL"],
  ["973", "BH"],
  ["974", "QA"],
  ["977", "NP"],
  ["994", "AZ"],
  ["995", "GE"],
  ["998", "UZ"],
]
const byCode: ReadonlyMap<string, string> = new Map(countries)

/** Area codes behind +1 that are not of the United States: Meta treats Canada and the Caribbean in another way. */
const areaCodes: readonly [country: string, codes: string][] = [
  [
    "CA",
    "204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 460 468 474 506 514 519 537 548 568 579 581 584 587 600 604 613 622 639 647 672 683 705 709 742 753 778 780 782 807 819 825 851 867 873 879 902 905 942",
  ],
  ["BS", "242"],
  ["BB", "246"],
  ["AI", "264"],
  ["AG", "268"],
  ["VG", "284"],
  ["VI", "340"],
  ["KY", "345"],
  ["BM", "441"],
  ["GD", "473"],
  ["TC", "649"],
  ["JM", "658 876"],
  ["MS", "664"],
  ["SX", "721"],
  ["LC", "758"],
  ["DM", "767"],
  ["VC", "784"],
  ["PR", "787 939"],
  ["DO", "809 829 849"],
  ["TT", "868"],
  ["KN", "869"],
]
const byAreaCode: ReadonlyMap<string, string> = new Map(
  areaCodes.flatMap(([country, codes]) => codes.split(" ").map((code) => [code, country] as const)),
)

/** The dialling code at the head of these digits: the longest that is known, else the first two digits. */
function diallingCodeOf(digits: string): string {
  for (const length of [3, 2, 1]) {
    const code = digits.slice(0, length)
    if (byCode.has(code)) return code
  }
  return digits.slice(0, 2)
}

/** Whether the number has +1 and an area code of the United States, for which Meta has rules of its own. */
export function isOfUnitedStates(digits: string): boolean {
  return digits.startsWith("1") && !byAreaCode.has(digits.slice(1, 4))
}

/** ISO country of a number; "US" when the code is not known. */
export function countryOfDigits(digits: string): string {
  const code = diallingCodeOf(digits)
  return (code === "1" ? byAreaCode.get(digits.slice(1, 4)) : byCode.get(code)) ?? "US"
}

/** How many digits stand before the first gap of a national number, by dialling code; three where none is known. */
const heads: Readonly<Record<string, (national: string) => number>> = {
  "44": () => 4,
  "49": (national) => (national.startsWith("15") ? 4 : 3),
  "55": () => 2,
  "91": () => 5,
}

/** As business phone numbers are shown: `+1 650-555-1234`, `+49 1511 2345678`. */
export function displayNumber(countryCode: string, national: string): string {
  if (national.length < 7) return `+${countryCode} ${national}`
  if (countryCode === "1")
    return `+1 ${national.slice(0, -7)}-${national.slice(-7, -4)}-${national.slice(-4)}`
  const head = heads[countryCode]?.(national) ?? 3
  return `+${countryCode} ${national.slice(0, head)} ${national.slice(head)}`
}
