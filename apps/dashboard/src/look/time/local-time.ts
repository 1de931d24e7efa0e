/** An instant as a field of type `datetime-local` has it, `2026-12-24T18:00`, in a zone (the machine's own when undefined). */
export function localTime(at: Date, zone: string | undefined): string {
  // Swedes write dates as such fields do.
  return new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "short",
    ...(zone ? { timeZone: zone } : {}),
  })
    .format(at)
    .replace(" ", "T")
}

/** The instant that such a field means; undefined for what is not a date. */
export function instantOfLocalTime(local: string, zone: string | undefined): Date | undefined {
  const asUtc = Date.parse(`${local}Z`)
  if (Number.isNaN(asUtc)) return undefined
  const offset = (at: number) => Date.parse(`${localTime(new Date(at), zone)}Z`) - at
  // The offset is that of the instant looked for, which is known only nearly at first: clocks may change in between.
  return new Date(asUtc - offset(asUtc - offset(asUtc)))
}
