/** All time zones that this browser knows, by their IANA names. */
export const timeZones: readonly string[] = ["UTC", ...Intl.supportedValuesOf("timeZone")]
