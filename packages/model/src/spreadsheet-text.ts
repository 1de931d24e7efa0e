/** What a spreadsheet may run as a formula, unless it is marked as text already. Source: OWASP, "CSV Injection". */
const formula = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n](?!\s*'))/

/**
 * A text as a cell of a CSV file that people open in a spreadsheet: with an apostrophe in front, by which spreadsheets know text,
 * where it may be run as a formula. A phone number is such a text: `+4915123456789` → `'+4915123456789`.
 */
export function spreadsheetText(text: string): string {
  return formula.test(text) ? `'${text}` : text
}
