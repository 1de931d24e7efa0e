/**
 * The customer service window: only within 24 hours of a person's last message or call to a number may that
 * number send them anything but a template. Every further message starts the 24 hours again.
 * Source: Meta, "Send messages", customer service windows.
 */

/** Length of Meta's customer service window, in milliseconds. */
export const serviceWindowMs = 24 * 60 * 60 * 1000

/**
 * How much earlier we take it for closed, in milliseconds: a message is on its way for a moment, by clocks that differ, and
 * one that comes late is lost (131047).
 */
export const windowMarginMs = 60 * 1000

/**
 * The first instant at which nothing free-form is sent any more: {@link windowMarginMs} before Meta closes the window.
 * @param lastInboundAt when the person last wrote to the number, by Meta's timestamp
 * @example windowEnd(new Date("2026-11-22T10:00:00Z")) // new Date("2026-11-23T09:59:00Z")
 */
export function windowEnd(lastInboundAt: Date): Date {
  return new Date(lastInboundAt.getTime() + serviceWindowMs - windowMarginMs)
}

/**
 * Whether free-form messages are sent at `now`; they are not to a person who never wrote.
 * @example windowIsOpen(new Date("2026-11-22T10:00:00Z"), new Date("2026-11-23T09:59:00Z")) // false
 */
export function windowIsOpen(lastInboundAt: Date | null | undefined, now: Date): boolean {
  if (lastInboundAt === null || lastInboundAt === undefined) return false
  return now < windowEnd(lastInboundAt)
}
