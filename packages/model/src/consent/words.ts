/** The words by which people unsubscribe and subscribe again, alone in a message or on a button. Pure. */

/**
 * Words that say in any reading that a person wants no more messages. By language, for the reader: which language
 * someone writes is not known, so all count for everyone. A word is here if it means nothing else as a whole
 * message in any language: Turkish "dur" (French: hard), Danish and Turkish "ret" and Hebrew "קבל" (accept) do not.
 */
const stopWords: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...["stop", "stop all", "stopall", "stop promotions", "stop marketing", "stop messages", "unsubscribe"],
    ...["unsubscribe me", "unsubscribe from all", "unsubscribe from promos", "unsub", "opt out", "optout"],
    ...["no more messages", "no more offers"],
  ],
  ar: ["إيقاف", "أوقف", "أوقفوا", "توقف", "ستوب", "إلغاء الاشتراك", "إيقاف العروض", "إيقاف الرسائل"],
  az: ["dayandır", "abunəlikdən çıx"],
  be: ["стоп", "адпісацца"],
  bg: ["стоп", "спри", "отпиши", "отпиши ме", "отписване"],
  bn: ["বন্ধ করুন", "থামান", "স্টপ", "আনসাবস্ক্রাইব"],
  ca: ["aturar", "donar-me de baixa", "donar de baixa"],
  cs: ["odhlásit odběr", "zrušit odběr"],
  da: ["afmeld", "afmeld mig", "frameld"],
  de: [
    ...["stopp", "stoppen", "abmelden", "abmeldung", "abbestellen", "austragen"],
    ...["keine werbung", "keine werbung mehr", "werbung stoppen"],
  ],
  el: ["στοπ", "απεγγραφή"],
  es: [
    ...["parar", "detener", "darme de baja", "dar de baja", "darse de baja", "desuscribir", "desuscribirme"],
    ...["desuscribirse", "cancelar suscripción", "cancelar la suscripción", "detener promociones"],
  ],
  et: ["lõpeta"],
  fa: ["توقف", "استاپ", "لغو اشتراک", "لغو عضویت", "لغو11", "لغو۱۱"],
  fi: ["lopeta"],
  fil: ["itigil", "ihinto", "mag-unsubscribe"],
  fr: [
    ...["arrêt", "arrêter", "arrêtez", "désabonner", "se désabonner", "me désabonner", "désabonnez-moi"],
    ...["désabonnement", "désinscrire", "me désinscrire", "désinscription", "stop pub"],
    ...["arrêter les promotions", "arrêter les promos"],
  ],
  gu: ["બંધ કરો", "રોકો", "સ્ટોપ"],
  he: ["הסר", "הסרה", "להסיר", "הסירו", "הסר אותי", "הסירו אותי", "עצור", "סטופ", "ביטול הרשמה"],
  hi: [
    ...["रोकें", "रोको", "बंद करें", "बंद करो", "स्टॉप", "अनसब्सक्राइब"],
    ...["सदस्यता समाप्त", "सदस्यता समाप्त करें", "सदस्यता रद्द करें"],
  ],
  hr: ["odjavi me"],
  hu: ["leiratkozás", "leiratkozom", "leiratkozni"],
  id: ["berhenti", "berhenti langganan", "berhenti berlangganan", "unreg", "hentikan promosi"],
  it: [
    ...["fermare", "disiscrivimi", "disiscriviti", "disiscrivermi", "disiscrizione", "cancellami"],
    ...["annulla iscrizione", "cancella iscrizione", "interrompi promozioni", "stop promozioni"],
  ],
  ja: ["停止", "配信停止", "配信解除", "登録解除", "購読解除", "ストップ"],
  ka: ["სტოპ", "გამოწერის გაუქმება"],
  kk: ["стоп", "тоқтату"],
  kn: ["ನಿಲ್ಲಿಸಿ", "ನಿಲ್ಲಿಸು", "ಸ್ಟಾಪ್"],
  ko: ["수신거부", "수신 거부", "중지", "구독취소", "구독 취소", "구독해지", "구독 해지", "스톱", "스탑"],
  ky: ["стоп", "токтотуу"],
  lo: ["ຢຸດ"],
  lt: ["atsisakyti", "stabdyti"],
  lv: ["atteikties", "apturēt"],
  mk: ["стоп", "одјави ме"],
  ml: ["നിർത്തുക", "നിർത്തൂ", "സ്റ്റോപ്പ്"],
  mr: ["थांबवा", "बंद करा", "सदस्यता रद्द करा"],
  ms: ["berhenti", "henti", "henti langganan", "berhenti melanggan"],
  nb: ["stopp", "avmeld", "meld meg av"],
  nl: ["stoppen", "afmelden", "meld me af", "uitschrijven", "promoties stoppen"],
  pa: ["ਬੰਦ ਕਰੋ", "ਰੋਕੋ", "ਸਟਾਪ"],
  pl: ["wypisz", "wypisz mnie", "wypisuję się"],
  ps: ["بند کړئ"],
  pt: [
    ...["parar", "descadastrar", "me descadastrar", "descadastre-me", "cancelar inscrição"],
    ...["cancelar subscrição", "parar promoções", "interromper promoções"],
  ],
  ro: ["dezabonare", "dezabonează-mă", "mă dezabonez"],
  ru: ["стоп", "отписаться", "отписка", "отпишите", "отпишите меня"],
  rw: ["hagarika"],
  si: ["නවත්වන්න", "නතර කරන්න"],
  sk: ["odhlásiť odber", "zrušiť odber"],
  sl: ["odjavi me"],
  sq: ["ndalo"],
  sr: ["стоп", "одјави ме", "odjavi me"],
  sv: ["stopp", "stoppa", "avregistrera", "avprenumerera", "avanmäl"],
  sw: ["sitisha", "jiondoe"],
  ta: ["நிறுத்து", "நிறுத்தவும்", "நிறுத்துங்கள்", "ஸ்டாப்"],
  te: ["ఆపు", "ఆపండి", "స్టాప్"],
  th: ["หยุด", "ยกเลิกการสมัคร", "ยกเลิกรับข่าวสาร", "ยกเลิกการรับข่าวสาร", "ยกเลิกการรับข้อความ"],
  tr: ["durdur", "abonelikten çık", "listeden çık", "promosyonları durdur"],
  uk: ["стоп", "відписатися", "відписатись", "відписка", "відпишіть мене"],
  ur: ["روکیں", "روک دیں", "بند کریں", "ان سبسکرائب", "سٹاپ"],
  vi: ["ngừng nhận tin", "dừng nhận tin", "hủy đăng ký", "từ chối nhận tin"],
  zh: ["停止", "停止接收", "退订", "退訂", "取消订阅", "取消訂閱", "拒收"],
}

/**
 * Words that unsubscribe where a person chooses to write them and nothing else, as is usual in SMS, and mean something
 * else on a button: "Cancel" there cancels an appointment, "Sair" leaves a menu, "Baja" is a low priority.
 */
const typedStopWords: Readonly<Record<string, readonly string[]>> = {
  en: ["cancel", "end", "quit", "revoke"],
  ar: ["إلغاء"],
  az: ["ləğv et"],
  cs: ["odhlásit"],
  el: ["διακοπή", "διαγραφή"],
  es: ["baja", "cancelar"],
  fa: ["لغو"],
  hr: ["odjava"],
  id: ["batal"],
  it: ["annulla"],
  lo: ["ຍົກເລີກ"],
  mk: ["одјава"],
  nb: ["avslutt"],
  pl: ["rezygnuję"],
  pt: ["sair", "cancelar"],
  sk: ["odhlásiť"],
  sr: ["одјава"],
  sv: ["avsluta"],
  th: ["ยกเลิก"],
  tr: ["iptal"],
  ur: ["رک"],
  zh: ["取消"],
}

/** Words that ask for messages. A yes is none: it answers whatever was asked last. */
const startWords: Readonly<Record<string, readonly string[]>> = {
  en: ["unstop", "subscribe", "subscribe me", "resubscribe", "opt in", "optin"],
  ar: ["اشتراك", "اشترك", "إعادة الاشتراك"],
  be: ["падпісацца"],
  bg: ["абонирай ме"],
  bn: ["সাবস্ক্রাইব"],
  cs: ["přihlásit odběr"],
  de: ["abonnieren", "wieder abonnieren"],
  es: ["suscribir", "suscribirme", "suscribirse", "suscríbeme", "darme de alta"],
  fil: ["mag-subscribe"],
  fr: ["abonner", "s'abonner", "m'abonner", "me réabonner", "abonnez-moi"],
  hi: ["सदस्यता लें", "सब्सक्राइब"],
  hr: ["prijavi me na novosti"],
  hu: ["feliratkozás", "feliratkozom"],
  id: ["berlangganan"],
  it: ["iscrivimi", "iscrivermi"],
  ja: ["購読", "購読する", "配信再開"],
  ko: ["구독", "수신동의", "수신 동의"],
  ms: ["langgan"],
  nb: ["abonner"],
  nl: ["abonneren"],
  pl: ["subskrybuj"],
  pt: ["inscrever", "inscrever-me", "me inscrever", "quero me inscrever", "subscrever"],
  ro: ["abonare", "abonează-mă", "mă abonez"],
  ru: ["подписаться", "подпишите меня"],
  sk: ["prihlásiť odber"],
  sv: ["prenumerera"],
  th: ["สมัครรับข่าวสาร", "สมัครรับข้อความ"],
  tr: ["abone ol"],
  uk: ["підписатися", "підписатись"],
  vi: ["đăng ký nhận tin"],
  zh: ["订阅", "訂閱"],
}

/** Words that subscribe where a person writes them; on a button, "Start" starts whatever is above it. */
const typedStartWords: Readonly<Record<string, readonly string[]>> = {
  en: ["start"],
  ar: ["ستارت"],
  ru: ["старт"],
}

/** Letters that are one word's, whichever keyboard wrote it: Turkish ı, final sigma, Persian and Arabic ي and ك, đ. */
const sameLetters: ReadonlyMap<string, string> = new Map([
  ["ı", "i"],
  ["ς", "σ"],
  ["ی", "ي"],
  ["ى", "ي"],
  ["ک", "ك"],
  ["đ", "d"],
])

/** Longer than the longest of the words, with some room for punctuation. */
export const longestWord = 80

/**
 * What a person says about their subscription with a message of these words and nothing else; undefined when they say
 * something else. Case, accents, punctuation, quotes, emoji and the forms of letters do not matter.
 *
 * @param text what was written, or is on the button that was tapped
 * @param how a word on a button is the business's, so that some mean less there (see `typedStopWords`)
 */
export function consentWord(text: string, how: "typed" | "tapped"): "stop" | "start" | undefined {
  if (text.length > longestWord) return undefined
  const word = words.get(foldWords(text))
  return word === undefined || (how === "tapped" && word.isTypedOnly) ? undefined : word.says
}

interface Meaning {
  says: "stop" | "start"
  isTypedOnly: boolean
}

const words: ReadonlyMap<string, Meaning> = new Map([
  ...entries(typedStartWords, { says: "start", isTypedOnly: true }),
  ...entries(startWords, { says: "start", isTypedOnly: false }),
  ...entries(typedStopWords, { says: "stop", isTypedOnly: true }),
  ...entries(stopWords, { says: "stop", isTypedOnly: false }),
])

function entries(byLanguage: Readonly<Record<string, readonly string[]>>, meaning: Meaning) {
  return Object.values(byLanguage).flatMap((all) => all.map((word) => [foldWords(word), meaning] as const))
}

/**
 * A text without what does not change its meaning. Only accents of alphabets are taken away: in the scripts of India and
 * South-East Asia the marks are vowels.
 */
export function foldWords(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/gu, "")
    .replace(/\p{Cf}|\ufe0f|\u20e3|\u0640/gu, "")
    .replace(/[ıςیىکđ]/gu, (letter) => sameLetters.get(letter) ?? letter)
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim()
}

/** The words that unsubscribe in any reading, folded: where one of them is in a longer message, a person has to read that. */
export const plainStopWords: ReadonlySet<string> = new Set(Object.values(stopWords).flat().map(foldWords))
