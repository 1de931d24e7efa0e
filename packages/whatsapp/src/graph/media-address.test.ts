import { describe, expect, it } from "vitest"
import { isMediaAddress } from "./media-address.ts"

const meta = "https://graph.facebook.com"

describe("the address of a file", () => {
  it.each([
    "https://scontent.whatsapp.net/v/t61.29466-34/1_n.jpg?ccb=1-7&oh=01&oe=66",
    "https://scontent-fra3-1.xx.fbcdn.net/v/1.mp4",
    "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
    "https://mmg.whatsapp.net:443/1.enc",
    "https://MMG.WhatsApp.NET/1.enc",
    "https://graph.facebook.com/1.png",
  ])("is Meta's: %s", (address) => {
    expect(isMediaAddress(address, meta)).toBe(true)
  })

  it.each([
    "http://scontent.whatsapp.net/1.jpg",
    "ftp://scontent.whatsapp.net/1.jpg",
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
    "//scontent.whatsapp.net/1.jpg",
    "4::aW1hZ2UvcG5n",
    "",
    "https://",
    "https://whatsapp.net/1.jpg",
    "https://evilfbcdn.net/1.jpg",
    "https://fbcdn.net.evil.example/1.jpg",
    "https://scontent.whatsapp.net.evil.example/1.jpg",
    "https://evil.example/scontent.whatsapp.net",
    "https://evil.example/?https://scontent.whatsapp.net/1.jpg",
    "https://evil.example#.whatsapp.net",
    "https://evil.example\\.whatsapp.net/1.jpg",
    "https://evil.example\\@scontent.whatsapp.net/1.jpg",
    "https://scontent.whatsapp.net@evil.example/1.jpg",
    "https://scontent.whatsapp.net:443@evil.example/1.jpg",
    "https://user:secret@scontent.whatsapp.net/1.jpg",
    "https://user@scontent.whatsapp.net/1.jpg",
    "https://scontent.whatsapp.net:8443/1.jpg",
    "https://scontent.whatsapp.net:80/1.jpg",
    "https://scontent.whatsapp.net./1.jpg",
    "https://scontent.whatsapp.net%00.evil.example/1.jpg",
    "https://scontent.whatsapp.net%2eevil.example/1.jpg",
    "https://scontent.whаtsapp.net/1.jpg", // a Cyrillic а
    "https://scontent.whatsapp.nеt/1.jpg", // a Cyrillic е
    "https://xn--whtsapp-5nf.net/1.jpg",
    "https://localhost/1.jpg",
    "https://127.0.0.1/1.jpg",
    "https://2130706433/1.jpg",
    "https://0x7f.1/1.jpg",
    "https://0177.0.0.1/1.jpg",
    "https://10.0.0.1/1.jpg",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/1.jpg",
    "https://[::ffff:127.0.0.1]/1.jpg",
    "https://[fe80::1]/1.jpg",
    "https://facebook.com/1.jpg",
    "http://graph.facebook.com/1.png",
    "https://graph.facebook.com:8443/1.png",
    "https://graph.facebook.com./1.png",
  ])("is not Meta's: %s", (address) => {
    expect(isMediaAddress(address, meta)).toBe(false)
  })

  it("may be the Graph API's own, by any name of this machine, at its port", () => {
    const own = "http://localhost:4000"
    expect(isMediaAddress("http://localhost:4000/samples/1", own)).toBe(true)
    expect(isMediaAddress("http://127.0.0.1:4000/samples/1", own)).toBe(true)
    expect(isMediaAddress("http://[::1]:4000/samples/1", own)).toBe(true)
    expect(isMediaAddress("http://localhost:4001/samples/1", own)).toBe(false)
    expect(isMediaAddress("https://localhost:4000/samples/1", own)).toBe(false)
    expect(isMediaAddress("http://user@localhost:4000/samples/1", own)).toBe(false)
    expect(isMediaAddress("http://localhost.evil.example:4000/1", own)).toBe(false)
    expect(isMediaAddress("http://127.0.0.2:4000/1", own)).toBe(false)
    expect(isMediaAddress("http://192.168.0.7:4000/1", "http://192.168.0.7:4000/graph")).toBe(true)
    expect(isMediaAddress("http://localhost:4000/1", "http://192.168.0.7:4000")).toBe(false)
  })
})
