import { createTransport } from "nodemailer"
import { z } from "zod"
import type { Config } from "./config.ts"
import type { Logger } from "./telemetry.ts"

/** A mail in plain text: what it says must not depend on a mail program's mood. */
export interface Mail {
  to: string
  subject: string
  text: string
}

export interface Mailer {
  /** False: no mail server is configured, so callers show the link instead. */
  delivers: boolean
  /** Hands the mail to the mail server. @throws when the server does not take it */
  send(mail: Mail): Promise<void>
}

const timeoutMs = 15_000

/**
 * The mail server of the configuration. Without one, a mail is written to the log, from where the operator of the
 * installation can hand it on.
 */
export function createMailer({ smtpUrl, from }: Config["mail"], logger: Logger): Mailer {
  if (!smtpUrl) {
    return {
      delivers: false,
      async send({ to, subject, text }) {
        logger.info({ to, subject, lines: text.split("\n") }, "no SMTP_URL; this mail was not sent")
      },
    }
  }
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
  return {
    delivers: true,
    async send(mail) {
      await transport.sendMail({ from, ...mail })
    },
  }
}

const failure = z
  .object({ code: z.string(), responseCode: z.int(), syscall: z.string(), command: z.string() })
  .partial()

/**
 * Whether a mail that `send` failed to hand over surely is with nobody: the server could not be reached, or said no. Otherwise it
 * may have been taken, and only its answer was lost.
 */
export function wasNotTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const said = failure.safeParse(error).data
  return said?.responseCode !== undefined || said?.code === "EDNS" || said?.syscall === "connect"
}

/** Whether the server said for good that nobody has the address: to ask again brings the same answer, and a bad name. */
export function isRefusedForGood(error: unknown): boolean {
  const { responseCode = 0, command } = failure.safeParse(error).data ?? {}
  return command === "RCPT TO" && responseCode >= 500
}
