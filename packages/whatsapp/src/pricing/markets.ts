/**
 * Markets of Meta's price lists: some countries by themselves, the others in regions. Source: Meta, "Pricing on the WhatsApp Business
 * Platform", table "Country calling codes", as of 2025; since then Zimbabwe is in Rest of Africa (2025-10-01), and countries have moved
 * out of their regions to lines of their own (Hong Kong, Hungary, Poland, Qatar, Romania and Singapore by 2026-07-01; Bangladesh, Iraq, Kazakhstan,
 * Kuwait, Morocco, Nepal, Oman, Sri Lanka and Ukraine on 2026-10-01). A country that Meta does not list is in the market Other.
 */
const regions: Readonly<Record<string, string>> = {
  "North America": "CA US",
  "Rest of Africa":
    "DZ AO BJ BW BF BI CM TD CG ER ET GA GM GH GW CI KE LS LR LY MG MW ML MR MA MZ NA NE RW SN SL SO SS SD SZ TZ TG TN UG ZM ZW",
  "Rest of Asia Pacific": "AF AU BD KH CN HK JP LA MN NP NZ PG PH SG LK TW TJ TH TM UZ VN",
  "Rest of Central & Eastern Europe": "AL AM AZ BY BG HR CZ GE GR HU LV LT MD MK PL RO RS SK SI UA",
  "Rest of Latin America": "BO CR DO EC SV GT HT HN JM NI PA PY PR UY VE",
  "Rest of Middle East": "BH IQ JO KW LB OM QA YE",
  "Rest of Western Europe": "AT BE DK FI IE NO PT SE CH",
}

const alone: Readonly<Record<string, string>> = {
  AR: "Argentina",
  BR: "Brazil",
  CL: "Chile",
  CO: "Colombia",
  EG: "Egypt",
  FR: "France",
  DE: "Germany",
  IN: "India",
  ID: "Indonesia",
  IL: "Israel",
  IT: "Italy",
  MY: "Malaysia",
  MX: "Mexico",
  NL: "Netherlands",
  NG: "Nigeria",
  PK: "Pakistan",
  PE: "Peru",
  RU: "Russia",
  SA: "Saudi Arabia",
  ZA: "South Africa",
  ES: "Spain",
  TR: "Turkey",
  AE: "United Arab Emirates",
  GB: "United Kingdom",
}

/** Meta goes by the calling code: these have that of another country. */
const callingCodeOf: Readonly<Record<string, string>> = {
  AX: "FI",
  CC: "AU",
  CX: "AU",
  EH: "MA",
  GG: "GB",
  IM: "GB",
  JE: "GB",
  SJ: "NO",
  VA: "IT",
}

/** What Meta calls countries that have another name in CLDR. */
const metasNames: Readonly<Record<string, string>> = {
  CG: "Republic of the Congo (Brazzaville)",
  CI: "Ivory Coast",
  CZ: "Czech Republic",
  HK: "Hong Kong",
  SZ: "Swaziland",
  TR: "Turkey",
}

const marketByCountry: ReadonlyMap<string, string> = new Map([
  ...Object.entries(regions).flatMap(([market, countries]) =>
    countries.split(" ").map((country): [string, string] => [country, market]),
  ),
  ...Object.entries(alone),
])

const names = new Intl.DisplayNames("en", { type: "region" })

/**
 * The names under which a price list may have a country, the most exact first: its own, as Meta moves countries out of regions, then
 * its market's.
 * @param country ISO 3166-1 alpha-2
 * @example marketsOf("HK") // ["Hong Kong", "Hong Kong SAR China", "Rest of Asia Pacific"]
 */
export function marketsOf(country: string): string[] {
  const billedAs = callingCodeOf[country] ?? country
  const market = marketByCountry.get(billedAs) ?? "Other"
  const name = /^[A-Z]{2}$/.test(billedAs) ? names.of(billedAs) : undefined
  return [...new Set([metasNames[billedAs], name, market].filter((one) => one !== undefined))]
}
