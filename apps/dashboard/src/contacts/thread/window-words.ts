const minuteMs = 60_000

/** How long it is until an instant, to the minute: `3 h 12 min`, `45 min`, `less than a minute`. Pure. */
export function timeUntil(at: Date, now: Date): string {
  const minutes = Math.floor((at.getTime() - now.getTime()) / minuteMs)
  if (minutes < 1) return "less than a minute"
  const hours = Math.floor(minutes / 60)
  return [hours === 0 ? "" : `${hours} h`, minutes % 60 === 0 ? "" : `${minutes % 60} min`]
    .filter(Boolean)
    .join(" ")
}
