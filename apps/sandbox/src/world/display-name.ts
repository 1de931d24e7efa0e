/** What Meta's display-name guidelines forbid, as far as a rule can tell. */

const othersNames = /\b(whats ?app|facebook|instagram|meta)\b/i

/** Why a name violates the guidelines; undefined when it does not. */
export function faultOfName(name: string): string | undefined {
  if (!/^[\p{L}\p{N}]/u.test(name)) return "A display name begins with a letter or a digit."
  if (othersNames.test(name))
    return "A display name cannot contain the name of WhatsApp or another Meta product."
  if (/^[\d\s]+$/.test(name)) return "A display name cannot be a number."
  if (/https?:|www\./i.test(name)) return "A display name cannot be an address."
  return undefined
}
