/** Where Meta keeps files: of templates and profiles, of messages, and in WhatsApp itself. Anyone's hosts end otherwise. */
const mediaDomains = [".whatsapp.net", ".fbcdn.net", ".fbsbx.com"]

const thisMachine = new Set(["localhost", "127.0.0.1", "[::1]"])

/**
 * Whether a file behind an address may be asked for: it lies with Meta, over TLS, or with the Graph API that is spoken to
 * (a stand-in such as the sandbox serves its files itself). An address can come from anyone: it is looked at here before
 * a request or a token leaves. Pure.
 * @param address as someone gave it
 * @param baseUrl of the Graph API, as {@link GraphClientOptions.baseUrl}
 * @example
 * isMediaAddress("https://scontent.whatsapp.net/v/t61/1.jpg", "https://graph.facebook.com") // true
 * isMediaAddress("https://169.254.169.254/latest", "https://graph.facebook.com") // false
 */
export function isMediaAddress(address: string, baseUrl: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, port, username, password } = new URL(address)
  if (username !== "" || password !== "") return false
  const base = new URL(baseUrl)
  if (protocol === base.protocol && port === base.port && isSameHost(hostname, base.hostname)) return true
  return protocol === "https:" && port === "" && mediaDomains.some((domain) => hostname.endsWith(domain))
}

function isSameHost(one: string, other: string): boolean {
  return one === other || (thisMachine.has(one) && thisMachine.has(other))
}
