/**
 * Whether a message that is none of the words may all the same ask to be left alone, such as “please stop texting me”. A person
 * has to read it: nothing is changed by it. Pure.
 */
import { foldWords, plainStopWords } from "./words.ts"

/** Longer messages are about something else, and say this among other things. In characters. */
const longestRequest = 300
/** Words of a message that may stand around a stop word: “stop it please”, and not “please stop by at five”. */
const mostWordsAround = 2

/** What people write who want no more messages, in the languages most written in. Parts of messages. */
const requests: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...["stop texting", "stop messaging", "stop sending", "stop contacting", "stop writing", "stop spamming"],
    ...[
      "stop these messages",
      "stop this spam",
      "stop bothering",
      "dont text me",
      "don't text me",
      "do not text",
    ],
    ...["don't message me", "dont message me", "do not message me", "don't contact me", "do not contact me"],
    ...["don't send me", "dont send me", "do not send me", "leave me alone", "take me off", "remove me"],
    ...["remove my number", "delete my number", "no more texts", "not interested anymore", "opt me out"],
    ...[
      "want to unsubscribe",
      "how do i unsubscribe",
      "how can i unsubscribe",
      "unsubscribe me",
      "please unsubscribe",
    ],
  ],
  ar: ["لا ترسل", "توقف عن الإرسال", "احذف رقمي", "أوقفوا الرسائل", "لا أريد رسائل"],
  de: [
    ...["keine nachrichten mehr", "keine nachricht mehr", "nicht mehr schreiben", "schreibt mir nicht"],
    ...["schreiben sie mir nicht", "lasst mich in ruhe", "lassen sie mich in ruhe", "meine nummer löschen"],
    ...["löscht meine nummer", "löschen sie meine nummer", "nichts mehr schicken", "möchte mich abmelden"],
  ],
  es: [
    ...["deja de enviar", "dejen de enviar", "deje de enviar", "dejen de mandar", "deja de mandar"],
    ...["no me envíen más", "no me mandes más", "no me manden más", "no quiero más mensajes"],
    ...[
      "no quiero recibir",
      "no me escriban",
      "borren mi número",
      "eliminen mi número",
      "quiero darme de baja",
    ],
  ],
  fr: [
    ...["arrêtez de m'envoyer", "arrête de m'envoyer", "arrêtez de m'écrire", "ne m'envoyez plus"],
    ...[
      "ne m'écrivez plus",
      "plus de messages",
      "laissez-moi tranquille",
      "supprimez mon numéro",
      "je veux me désabonner",
    ],
  ],
  hi: ["मैसेज मत भेजो", "मैसेज मत भेजें", "संदेश न भेजें", "मेरा नंबर हटाओ"],
  id: ["jangan kirim", "berhenti mengirim", "hapus nomor saya", "jangan hubungi saya"],
  it: [
    ...["smettetela di scrivermi", "smettila di scrivermi", "non scrivetemi più", "non voglio più messaggi"],
    ...["basta messaggi", "non mandatemi più", "cancellate il mio numero", "lasciatemi in pace"],
  ],
  nl: [
    "stuur me niet",
    "geen berichten meer",
    "stop met sturen",
    "laat me met rust",
    "verwijder mijn nummer",
  ],
  pl: [
    "nie pisz do mnie",
    "nie piszcie do mnie",
    "proszę nie pisać",
    "usuńcie mój numer",
    "nie chcę wiadomości",
  ],
  pt: [
    ...["pare de enviar", "parem de enviar", "pare de mandar", "parem de mandar", "não quero mais mensagens"],
    ...[
      "não quero receber",
      "não me mande mais",
      "não me mandem mais",
      "não me envie mais",
      "remova meu número",
    ],
    ...["tire meu número", "me tira da lista", "me tirem da lista"],
  ],
  ru: [
    "не пишите мне",
    "больше не пишите",
    "хватит писать",
    "удалите мой номер",
    "не присылайте",
    "прекратите",
  ],
  tr: ["mesaj atmayın", "mesaj göndermeyin", "numaramı silin", "rahatsız etmeyin"],
}

const foldedRequests = Object.values(requests).flat().map(foldWords)
const withoutSpaces = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}]/u
/** Stop words that nobody writes about anything else; a short one such as “stop” is in many sentences. */
const tellingWords = [...plainStopWords].filter(
  (word) => word.length >= 9 || /^(un|de|ab|off|opt)\p{L}{5}/u.test(word),
)
const unspacedWords = [...plainStopWords].filter((word) => withoutSpaces.test(word))

/** @param text a message that is none of the words by itself */
export function mayAskToStop(text: string): boolean {
  if (text.length > longestRequest) return false
  const folded = foldWords(text)
  const padded = ` ${folded} `
  const has = (part: string) => padded.includes(` ${part} `)
  if (foldedRequests.some(has) || tellingWords.some(has)) return true
  if (withoutSpaces.test(folded))
    return folded.length <= 20 && unspacedWords.some((word) => folded.includes(word))
  const words = folded.split(" ")
  return (
    words.length <= 3 && words.some((word) => plainStopWords.has(word)) && words.length - 1 <= mostWordsAround
  )
}
