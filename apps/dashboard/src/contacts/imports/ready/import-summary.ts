import type { Shapes } from "../../../api/client.ts"

type Read = Pick<
  Shapes["ImportPreview"],
  | "rows_read"
  | "rows_refused"
  | "rows_subscribed"
  | "rows_unsubscribed"
  | "rows_of_events"
  | "rows_of_purchases"
  | "is_complete"
>

/**
 * What an import is about to do, in words: a question, what happens to the rows, and what of people's consent. Of a file
 * that was only read in part it tells what its start holds.
 * @param group the name of the subscription group; undefined where none is chosen
 * @param amount writes numbers as the member has them written
 */
export function sumUp(
  read: Read,
  {
    fileName,
    group,
    amount,
  }: { fileName: string; group: string | undefined; amount: (count: number) => string },
): { question: string; rows: string; consent: string } {
  const { rows_read, rows_refused, rows_subscribed, rows_unsubscribed, is_complete } = read
  const taken = rows_read - rows_refused
  const inRows = (count: number) => (count === 1 ? "1 row" : `${amount(count)} rows`)
  const part = is_complete ? "" : "In the first part of the file: "
  const skipped = rows_refused === 0 ? "" : `, ${amount(rows_refused)} skipped`
  const subscribe = `${amount(rows_subscribed)} ${rows_subscribed === 1 ? "subscribes" : "subscribe"}`
  const unsubscribe =
    rows_unsubscribed === 0
      ? ""
      : `, ${amount(rows_unsubscribed)} ${rows_unsubscribed === 1 ? "unsubscribes" : "unsubscribe"}`
  return {
    question: is_complete ? `Import ${inRows(taken)}?` : `Import ${fileName}?`,
    rows: `${part}${inRows(taken)} will be imported${skipped}.`,
    consent:
      read.rows_of_events + read.rows_of_purchases > 0
        ? "Events change no subscriptions. People who are not known yet become contacts."
        : group === undefined
          ? "No subscription group is chosen, so no one is subscribed."
          : rows_subscribed + rows_unsubscribed === 0
            ? `The file has no consent for ${group}, so no one is subscribed.`
            : `${part}${subscribe} to ${group}${unsubscribe}.`,
  }
}
