/** Eight letters and digits: never used again, as what was counted for a step that is gone must not be another's. */
export const newLocalId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join("")
