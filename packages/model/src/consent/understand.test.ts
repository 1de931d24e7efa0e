import { describe, expect, it } from "vitest"
import { understandConsent } from "./understand.ts"
import { foldWords } from "./words.ts"

const typed = (text: string) => understandConsent(text, "typed")?.says

describe("a message that asks for help", () => {
  it.each(["HELP", "help!", "Info", "Hilfe", "ayuda", "AIDE", "मदद", "مساعدة", "помощь", "ヘルプ"])(
    "%s",
    (text) => {
      expect(typed(text)).toBe("help")
    },
  )
  it("is none on a button, where Help is the business's word", () => {
    expect(understandConsent("Help", "tapped")).toBeUndefined()
  })
})

describe("a yes", () => {
  it.each(["YES", "yes!", "Ja", "Sí", "si", "oui", "SIM", "evet", "да", "はい"])("%s", (text) => {
    expect(typed(text)).toBe("yes")
  })
})

describe("a message that a person has to read", () => {
  it.each([
    "please stop texting me",
    "Stop it please",
    "PLEASE STOP",
    "Don't message me again!!",
    "how do I unsubscribe from this",
    "Bitte keine Nachrichten mehr",
    "no me manden más mensajes",
    "Pare de mandar mensagem",
    "Arrêtez de m'envoyer des messages",
    "не пишите мне больше",
    "もう停止して",
    "s\u200btop texting me",
  ])("%s", (text) => {
    expect(typed(text)).toBe("maybe_stop")
  })

  it.each([
    "please stop by at 5",
    "Where is the bus stop near your shop?",
    "Can I cancel my order?",
    "When does the offer end?",
    "Hello",
    "",
    "🛑",
  ])("is not one that says something else: %s", (text) => {
    expect(typed(text)).toBeUndefined()
  })
})

describe("words of a workspace's own", () => {
  const own = new Map([
    [foldWords("Genug!"), { meaning: "stop" as const }],
    [foldWords("Help"), { meaning: "none" as const }],
    [foldWords("stop"), { meaning: "start" as const }],
    [foldWords("Send me offers – shop"), { meaning: "start" as const, linkId: "1" }],
    [foldWords("a.*(b"), { meaning: "help" as const }],
  ])
  const read = (text: string, how: "typed" | "tapped" = "typed") => understandConsent(text, how, own)

  it("count in any case, and with what is around them", () => {
    expect(read(" GENUG ")).toEqual({ says: "stop" })
    expect(read("send me offers - SHOP!")).toEqual({ says: "start", linkId: "1" })
  })
  it("take a word's meaning away", () => expect(read("help")).toBeUndefined())
  it("cannot take away the way out", () => expect(read("STOP")).toEqual({ says: "stop" }))
  it("are no patterns", () => {
    expect(read("a.*(b")).toEqual({ says: "help" })
    expect(read("axxb")).toBeUndefined()
  })
  it("say nothing on a button", () => expect(read("Genug", "tapped")).toBeUndefined())
})
