/**
 * The customer service window: only within 24 hours of a person's last message or call to a number may that
 * number send them anything but a template. Every further message starts the 24 hours again.
 * Source: Meta, "Send messages", customer service windows.
 */

/** Length of the customer service window, in milliseconds. */
export const serviceWindowMs = 24 * 60 * 60 * 1000

/** The first instant at which the window is closed again. */
export function windowEnd(lastInboundAt: Date): Date {
  return new Date(lastInboundAt.getTime() + serviceWindowMs)
}

/** Whether free-form messages are allowed at `now`; closed for a person who never wrote. */
export function windowIsOpen(lastInboundAt: Date | null | undefined, now: Date): boolean {
  if (lastInboundAt === null || lastInboundAt === undefined) return false
  return now.getTime() < lastInboundAt.getTime() + serviceWindowMs
}
