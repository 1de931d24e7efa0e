import { BlockList, isIP } from "node:net"

/** Of IPv4 what is not the public internet (IANA's registry of special-purpose addresses), multicast and what is reserved. */
const notPublic4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]
/** All that is given out of IPv6. What has an address of IPv4 in it, such as `::ffff:127.0.0.1`, is not in it, or is below. */
const public6 = "2000::/3"
/** Tunnels that lead to an address of IPv4 (Teredo, 6to4), examples, and networks of one machine. */
const notPublic6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]

const network = /^([0-9a-f.:]+)\/(\d{1,3})$/i

/** Whether a text names a network, such as 10.1.0.0/16 or ::1/128. Pure. */
export function isNetwork(text: string): boolean {
  const [, address = "", bits] = network.exec(text) ?? []
  return isIP(address) !== 0 && Number(bits) <= (isIP(address) === 4 ? 32 : 128)
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of networks) {
    const [, address = "", bits] = network.exec(text) ?? []
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? "ipv4" : "ipv6")
  }
  return list
}

const refused4 = listOf(notPublic4)
const given6 = listOf([public6])
const refused6 = listOf(notPublic6)

/** Which addresses may be reached for a user. */
interface Reach {
  /** Those of the public internet, and of networks that the operator allows. */
  isReachable(address: string): boolean
  /** Those of networks that the operator allows. */
  isAllowed(address: string): boolean
}

/** @param allowed networks such as 10.1.0.0/16 */
export function reachOf(allowed: readonly string[]): Reach {
  const own = listOf(allowed)
  const familyOf = (address: string) => (isIP(address) === 4 ? "ipv4" : "ipv6")
  const isAllowed = (address: string) => isIP(address) !== 0 && own.check(address, familyOf(address))
  return {
    isAllowed,
    isReachable(address) {
      if (isIP(address) === 0) return false
      if (isAllowed(address)) return true
      const family = familyOf(address)
      if (family === "ipv4") return !refused4.check(address, family)
      return given6.check(address, family) && !refused6.check(address, family)
    },
  }
}
