/** A mail about notifications, as its reader has dates and numbers written. Pure. */
import { type NotificationAbout, notificationWords } from "@parley/model"
import type { Mail } from "../../platform/mail.ts"

/** One mail lists so many; the others are a number, and in the dashboard. */
const mostListed = 20

export interface Reader {
  name: string
  email: string
  workspaceName: string
  /** BCP 47. */
  locale: string
  /** IANA. */
  timeZone: string
}

interface Listed {
  about: NotificationAbout
  createdAt: Date
}

/** @param listed the gravest first */
export function notificationMail(publicUrl: string, reader: Reader, listed: readonly Listed[]): Mail {
  const { locale, timeZone } = reader
  const numbers = new Intl.NumberFormat(locale)
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone })
  const writing = {
    amount: (count: number) => numbers.format(count),
    instant: (at: string) => instants.format(new Date(at)),
  }
  const said = listed.map(({ about, createdAt }) => {
    const { title, text } = notificationWords(about, writing)
    return { title: oneLine(title), text: oneLine(text), createdAt }
  })
  const workspaceName = oneLine(reader.workspaceName)
  const [first, ...others] = said
  const more = others.length === 0 ? "" : ` and ${writing.amount(others.length)} more`
  const left = said.length - mostListed
  return {
    to: reader.email,
    subject: oneLine(`${workspaceName}: ${first?.title ?? "notifications"}${more}`).slice(0, 200),
    text: [
      `Hello ${oneLine(reader.name)},`,
      "",
      `this happened in ${workspaceName}:`,
      "",
      ...said
        .slice(0, mostListed)
        .flatMap(({ title, text, createdAt }) => [
          `${title} (${instants.format(createdAt)})`,
          ...(text === "" ? [] : [text]),
          "",
        ]),
      ...(left > 0 ? [`There ${left === 1 ? "is" : "are"} ${writing.amount(left)} more.`, ""] : []),
      "See all of it:",
      `${publicUrl}/notifications`,
      "",
      "Choose what you get by e-mail:",
      `${publicUrl}/account/notifications`,
      "",
    ].join("\n"),
  }
}

/** A name, as of a file, may have anything in it, also lines that would read as if they were ours. */
const oneLine = (text: string) => text.replaceAll(/\s+/g, " ")
