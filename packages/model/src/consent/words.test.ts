import { templateLanguages } from "@parley/whatsapp/templates"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { consentWord } from "./words.ts"

describe("a message that unsubscribes", () => {
  const byLanguage: [language: string, ...words: string[]][] = [
    [
      "en",
      "STOP",
      "Unsubscribe",
      "CANCEL",
      "END",
      "QUIT",
      "STOPALL",
      "Stop all",
      "opt-out",
      "Opt out",
      "revoke",
    ],
    ["ar", "إيقاف", "ايقاف", "أوقف", "توقف", "إلغاء الاشتراك", "الغاء الإشتراك", "إلغاء"],
    ["az", "dayandır", "DAYANDIR"],
    ["be", "СТОП", "адпісацца"],
    ["bg", "Спри", "Отпиши ме"],
    ["bn", "বন্ধ করুন", "স্টপ"],
    ["ca", "donar-me de baixa"],
    ["cs", "Odhlásit", "odhlasit odber", "Zrušit odběr"],
    ["da", "Afmeld", "frameld"],
    ["de", "STOPP", "Abmelden", "abbestellen", "Austragen", "Keine Werbung mehr!"],
    ["el", "ΣΤΟΠ", "Διαγραφή", "διαγραφη"],
    ["es", "BAJA", "Parar", "CANCELAR", "darme de baja", "Cancelar suscripción", "cancelar suscripcion"],
    ["fa", "لغو", "لغو۱۱", "لغو11", "لغو اشتراک", "لغو اشتراك"],
    ["fi", "LOPETA"],
    ["fil", "Itigil"],
    ["fr", "ARRÊT", "ARRET", "arrêter", "Désabonner", "DESABONNER", "Se désabonner", "désinscription"],
    ["gu", "બંધ કરો"],
    ["he", "הסר", "הסירו אותי", "הֵסֵר"],
    ["hi", "रोकें", "बंद करें", "सदस्यता समाप्त करें", "स्टॉप"],
    ["hr", "Odjava"],
    ["hu", "Leiratkozás", "leiratkozom"],
    ["id", "BERHENTI", "UNREG", "Berhenti langganan"],
    ["it", "FERMARE", "Annulla", "Disiscrivimi", "Annulla iscrizione"],
    ["ja", "停止", "配信停止", "ストップ", "ｽﾄｯﾌﾟ"],
    ["ka", "სტოპ"],
    ["kk", "тоқтату"],
    ["kn", "ನಿಲ್ಲಿಸಿ"],
    ["ko", "수신거부", "수신 거부", "중지"],
    ["lo", "ຢຸດ"],
    ["lt", "atsisakyti"],
    ["lv", "Apturēt"],
    ["ml", "നിർത്തുക"],
    ["mr", "थांबवा"],
    ["ms", "HENTI"],
    ["nb", "STOPP", "avmeld"],
    ["nl", "STOPPEN", "Afmelden", "Uitschrijven"],
    ["pa", "ਬੰਦ ਕਰੋ"],
    ["pl", "Wypisz mnie", "Rezygnuję"],
    ["pt", "PARAR", "SAIR", "Cancelar", "Descadastrar", "cancelar inscricao"],
    ["ro", "Dezabonare"],
    ["ru", "СТОП", "Отписаться", "ОТПИСАТЬСЯ"],
    ["si", "නවත්වන්න"],
    ["sk", "Odhlásiť odber"],
    ["sr", "одјава"],
    ["sv", "Stopp", "Avregistrera", "avsluta"],
    ["sw", "SITISHA"],
    ["ta", "நிறுத்து"],
    ["te", "ఆపండి"],
    ["th", "หยุด", "ยกเลิก"],
    ["tr", "DURDUR", "İPTAL", "IPTAL", "iptal", "Abonelikten çık"],
    ["uk", "СТОП", "Відписатися"],
    ["ur", "رک", "روکیں", "بند کریں"],
    ["vi", "Hủy đăng ký", "huỷ đăng ký", "HUY DANG KY"],
    ["zh", "停止", "退订", "退訂", "取消", "取消订阅"],
  ]
  it.each(byLanguage)("in %s", (_, ...words) => {
    expect(words.filter((word) => consentWord(word, "typed") !== "stop")).toEqual([])
  })

  it("has a word in most languages of templates; elsewhere people write STOP", () => {
    const known = new Set(byLanguage.map(([language]) => language))
    const without = new Set(
      templateLanguages.map((code) => code.split("_")[0] ?? "").filter((code) => !known.has(code)),
    )
    expect([...without].sort()).toEqual([
      "af",
      "et",
      "ga",
      "ha",
      "ky",
      "mk",
      "prs",
      "ps",
      "rw",
      "sl",
      "sq",
      "uz",
      "zu",
    ])
  })

  it.each([
    ["small letters", "stop"],
    ["blanks and line breaks", " \n Stop\t\n"],
    ["a full stop", "stop."],
    ["exclamation marks", "STOP!!!"],
    ["quotes", "“STOP”"],
    ["Spanish marks", "¡Stop!"],
    ["brackets", "(stop)"],
    ["WhatsApp's bold", "*STOP*"],
    ["emoji", "🛑 Stop 🙏🏽"],
    ["an emoji variation", "✋️ stop"],
    ["full-width letters", "ＳＴＯＰ"],
    ["mathematical letters", "𝐒𝐓𝐎𝐏"],
    ["an invisible mark", "\u200fSTOP\u200b"],
    ["a byte order mark", "\ufeffSTOP"],
    ["stretched Arabic letters", "إيقـــاف"],
    ["accents on their own", "ARRE\u0302T"],
    ["two words with a line break", "stop\nall"],
  ])("with %s", (_, text) => {
    expect(consentWord(text, "typed")).toBe("stop")
  })
})

describe("a message that subscribes", () => {
  it.each([
    ["START", "Start!", "UNSTOP", "subscribe", "Opt in", "ستارت", "Старт"],
    [
      "Suscribirme",
      "S'abonner",
      "s’abonner",
      "Abonnieren",
      "Inscrever-me",
      "Подписаться",
      "اشتراك",
      "订阅",
      "구독",
    ],
  ])("%s", (...words) => {
    expect(words.filter((word) => consentWord(word, "typed") !== "start")).toEqual([])
  })
})

describe("a message that says something else", () => {
  it.each([
    "",
    " ",
    "👍",
    "please stop by at 5",
    "Stop sending me blue ones, send red ones",
    "don't stop",
    "non-stop",
    "stopover",
    "STOP start",
    "I want to cancel my order",
    "Cancel order 17",
    "at the end",
    "bus stop",
    "yes",
    "sí",
    "no",
    "ok",
    "قبول",
    "קבל",
    "dur",
    "alto",
    "Dung",
    "رد",
    "restart",
    "start my order",
    "How do I unsubscribe?",
    `stop${" ".repeat(200)}`.padStart(400),
    "__proto__",
    "constructor",
  ])("%j", (text) => {
    expect(consentWord(text, "typed")).toBeUndefined()
    expect(consentWord(text, "tapped")).toBeUndefined()
  })

  it("is read without failing, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect([undefined, "stop", "start"]).toContain(consentWord(text, "typed"))
      }),
    )
  })
})

describe("a tap on a button", () => {
  it.each([
    "Stop promotions",
    "STOP",
    "Unsubscribe",
    "Unsubscribe from Promos",
    "Opt out",
    "Keine Werbung mehr",
    "Detener promociones",
    "Parar promoções",
    "Se désabonner",
    "Отписаться",
    "退订",
  ])("%s unsubscribes", (text) => {
    expect(consentWord(text, "tapped")).toBe("stop")
  })

  it.each([
    "Cancel",
    "End",
    "Quit",
    "Cancelar",
    "Sair",
    "Baja",
    "Annulla",
    "İptal",
    "取消",
    "Start",
    "ยกเลิก",
  ])("%s is about what is above it", (text) => {
    expect(consentWord(text, "tapped")).toBeUndefined()
    expect(consentWord(text, "typed")).toBeDefined()
  })

  it("subscribes where it says so", () => {
    expect(consentWord("Subscribe", "tapped")).toBe("start")
  })
})
