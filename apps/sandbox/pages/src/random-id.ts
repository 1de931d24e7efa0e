/** 32 hexadecimal digits by chance; unlike `crypto.randomUUID`, also on pages served over plain HTTP to another host. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
