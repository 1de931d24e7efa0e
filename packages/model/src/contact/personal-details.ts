/** How people write their gender, their date of birth and their e-mail address, and the one form in which each is kept. Pure. */

/** As Braze writes genders: male, female, other, not applicable, prefers not to say. */
export const genders = ["M", "F", "O", "N", "P"] as const
export type Gender = (typeof genders)[number]

const genderWords: ReadonlyMap<string, Gender> = new Map<string, Gender>([
  ...genders.map((gender): [string, Gender] => [gender.toLowerCase(), gender]),
  ["male", "M"],
  ["man", "M"],
  ["female", "F"],
  ["woman", "F"],
  ["other", "O"],
  ["not applicable", "N"],
  ["prefer not to say", "P"],
])

/** @example readGender("female") // "F" */
export const readGender = (text: string): Gender | undefined => genderWords.get(text.trim().toLowerCase())

/** One `@`, something before it and a domain with a dot behind it: whether it exists only a mail can tell. */
const emailPattern = /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+\.[^\s@."(),:;<>[\\\]]{2,}$/u
const longestEmail = 254

/**
 * An e-mail address in lower case, as two spellings of one address are one person.
 * @example readEmail(" Ana@Example.com") // "ana@example.com"
 */
export function readEmail(text: string): string | undefined {
  const email = text.trim().toLowerCase()
  return email.length <= longestEmail && emailPattern.test(email) && !email.includes("..") ? email : undefined
}

const isoDay = /^(\d{4})-(\d\d)-(\d\d)(?:T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

/**
 * A day from 1900 on that exists, as YYYY-MM-DD.
 * @example readDateOfBirth("1988-02-14T00:00:00Z") // "1988-02-14"
 */
export function readDateOfBirth(text: string): string | undefined {
  const [, year, month, day] = isoDay.exec(text.trim()) ?? []
  if (year === undefined || Number(year) < 1900) return undefined
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const exists = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day)
  return exists ? `${year}-${month}-${day}` : undefined
}
