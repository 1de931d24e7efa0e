import { createServer } from "node:http"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { isNetwork, reachOf } from "./networks.ts"
import { createOutgoing, type Outgoing } from "./outgoing.ts"

const hits: string[] = []
const inside = createServer((request, response) => {
  hits.push(request.url ?? "")
  response.end("a secret of this machine")
})
let port = 0
const opened: Outgoing[] = []
const outgoing = (...options: Parameters<typeof createOutgoing>) => {
  const one = createOutgoing(...options)
  opened.push(one)
  return one
}
beforeAll(async () => {
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  inside.listen(0, "127.0.0.1", resolve)
  await listening
  const address = inside.address()
  port = typeof address === "object" ? (address?.port ?? 0) : 0
})
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()))
  inside.closeAllConnections()
  inside.close()
})

const post = (from: Outgoing, url: string) =>
  from.post(url, { headers: {}, body: "{}", timeoutMs: 5_000, signal: new AbortController().signal })
const names = (...addresses: string[]) =>
  addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))

describe("an address of a user is refused that is", () => {
  it.each([
    ["this machine", "127.0.0.1"],
    ["this machine by another of its names", "127.9.9.9"],
    ["nowhere", "0.0.0.0"],
    ["a private network", "10.0.0.1"],
    ["another private network", "172.16.0.1"],
    ["the network at home", "192.168.1.1"],
    ["a carrier's network", "100.64.0.1"],
    ["a cloud's metadata", "169.254.169.254"],
    ["everybody", "255.255.255.255"],
    ["this machine in IPv6", "::1"],
    ["nowhere in IPv6", "::"],
    ["IPv4 in IPv6", "::ffff:127.0.0.1"],
    ["IPv4 in IPv6, in hexadecimal", "::ffff:7f00:1"],
    ["IPv4 behind NAT64", "64:ff9b::7f00:1"],
    ["IPv4 behind 6to4", "2002:7f00:1::"],
    ["a private network of IPv6", "fd00::1"],
    ["link-local", "fe80::1"],
    ["a metadata service of IPv6", "fd00:ec2::254"],
    ["several machines", "ff02::1"],
    ["an example", "2001:db8::1"],
    ["no address", "example.com"],
  ])("%s", (_, address) => expect(reachOf([]).isReachable(address)).toBe(false))

  it.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111"])("and %s is not", (address) =>
    expect(reachOf([]).isReachable(address)).toBe(true),
  )

  it("unless the operator allows its network", () => {
    const { isReachable } = reachOf(["10.1.0.0/16", "::1/128"])
    expect(["10.1.2.3", "::1", "10.2.0.1", "127.0.0.1"].map(isReachable)).toEqual([true, true, false, false])
  })
})

it.each([
  ["10.1.0.0/16", true],
  ["::1/128", true],
  ["10.1.0.0", false],
  ["10.1.0.0/33", false],
  ["example.com/8", false],
])("%s is a network: %s", (text, is) => expect(isNetwork(text)).toBe(is))

describe("a request", () => {
  it.each([
    ["as it is", (to: number) => `http://127.0.0.1:${to}/a`],
    ["as a number", (to: number) => `http://2130706433:${to}/b`],
    ["in hexadecimal", (to: number) => `http://0x7f000001:${to}/c`],
    ["in octal", (to: number) => `http://0177.0.0.1:${to}/d`],
    ["shortened", (to: number) => `http://127.1:${to}/e`],
    ["in IPv6", (to: number) => `http://[::ffff:127.0.0.1]:${to}/f`],
    ["by a name of this machine", (to: number) => `http://localhost:${to}/g`],
    ["in full-width digits", (to: number) => `http://１２７.0.0.1:${to}/h`],
  ])("never reaches a private address, %s", async (_, urlAt) => {
    const from = outgoing([])
    const url = urlAt(port)
    const outcome = await post(from, url)
    expect(outcome).toMatchObject({ status: null, failure: expect.stringContaining("private address") })
    expect(await from.problemWith(url.replace("http:", "https:"))).toContain("private address")
    expect(hits).toEqual([])
  })

  it("never reaches one by a name that changed once it was examined", async () => {
    let times = 0
    const from = outgoing([], async () => names(times++ === 0 ? "93.184.215.14" : "127.0.0.1"))
    expect(await from.problemWith(`https://rebinding.example:${port}/`)).toBeUndefined()
    const outcome = await post(from, `http://rebinding.example:${port}/`)
    expect(outcome).toMatchObject({ status: null, failure: expect.stringContaining("private address") })
    expect(hits).toEqual([])
  })

  it("resolves a name once, and goes where that says", async () => {
    let times = 0
    const from = outgoing(["127.0.0.0/8"], async () => names(times++ === 0 ? "127.0.0.1" : "10.0.0.1"))
    expect(await post(from, `http://pinned.example:${port}/pinned`)).toMatchObject({ status: 200 })
    expect(times).toBe(1)
    expect(hits.splice(0)).toEqual(["/pinned"])
  })

  it("is not made where one of a name's addresses is private", async () => {
    const from = outgoing([], async () => names("93.184.215.14", "127.0.0.1"))
    expect(await post(from, `http://both.example:${port}/`)).toMatchObject({ status: null })
    expect(await from.problemWith("https://both.example/")).toContain("private address")
    expect(hits).toEqual([])
  })

  it("says in words why there was no answer", async () => {
    const from = outgoing(["127.0.0.0/8"])
    expect(await post(from, "http://127.0.0.1:1/")).toMatchObject({
      failure: "Nothing listens at this address.",
    })
  })
})

describe("an address that is saved", () => {
  const from = () => outgoing([], async () => names("93.184.215.14"))
  it.each([
    ["https://example.com/hook", undefined],
    ["http://example.com/hook", "must begin with https://"],
    ["ftp://example.com/hook", "must begin with https://"],
    ["file:///etc/passwd", "must begin with https://"],
    [
      "https://user:pass@example.com/",
      "must not contain a user name or a password; check the signature instead",
    ],
    ["example.com", "must be an address such as https://example.com/parley"],
  ])("%s", async (url, problem) => expect(await from().problemWith(url)).toBe(problem))

  it("may be of a network that the operator allows, without encryption", async () => {
    expect(await outgoing(["127.0.0.0/8"]).problemWith("http://127.0.0.1:4000/")).toBeUndefined()
  })

  it("whose name is not known now may be saved", async () => {
    const unknown = outgoing([], () => Promise.reject(new Error("ENOTFOUND")))
    expect(await unknown.problemWith("https://later.example/")).toBeUndefined()
  })
})
