/** What the preference page says, in the languages that people read most. */
export interface PageWords {
  title: string
  intro: string
  groups: string
  none: string
  language: string
  unknownLanguage: string
  save: string
  stopAll: string
  saved: string
  goneTitle: string
  gone: string
  tooManyTitle: string
  tooMany: string
}

const en: PageWords = {
  title: "Your WhatsApp preferences",
  intro: "Choose which messages you want to get. Changes count at once.",
  groups: "Messages from",
  none: "There is nothing to choose at the moment.",
  language: "Language of messages",
  unknownLanguage: "Not chosen",
  save: "Save",
  stopAll: "Unsubscribe from all",
  saved: "Your preferences were saved.",
  goneTitle: "This link no longer works",
  gone: "Open the newest message you got and use its link, or write STOP in the chat to unsubscribe.",
  tooManyTitle: "Too many changes",
  tooMany: "Wait a minute and try again.",
}

const all: Readonly<Record<string, PageWords>> = {
  en,
  es: {
    title: "Tus preferencias de WhatsApp",
    intro: "Elige qué mensajes quieres recibir. Los cambios valen al instante.",
    groups: "Mensajes de",
    none: "Por ahora no hay nada que elegir.",
    language: "Idioma de los mensajes",
    unknownLanguage: "Sin elegir",
    save: "Guardar",
    stopAll: "Cancelar todas las suscripciones",
    saved: "Tus preferencias se guardaron.",
    goneTitle: "Este enlace ya no funciona",
    gone: "Abre el último mensaje que recibiste y usa su enlace, o escribe STOP en el chat para darte de baja.",
    tooManyTitle: "Demasiados cambios",
    tooMany: "Espera un minuto e inténtalo de nuevo.",
  },
  pt: {
    title: "Suas preferências do WhatsApp",
    intro: "Escolha quais mensagens você quer receber. As mudanças valem na hora.",
    groups: "Mensagens de",
    none: "No momento não há nada para escolher.",
    language: "Idioma das mensagens",
    unknownLanguage: "Não escolhido",
    save: "Salvar",
    stopAll: "Cancelar todas as inscrições",
    saved: "Suas preferências foram salvas.",
    goneTitle: "Este link não funciona mais",
    gone: "Abra a última mensagem que você recebeu e use o link dela, ou escreva STOP na conversa para sair.",
    tooManyTitle: "Muitas mudanças",
    tooMany: "Espere um minuto e tente de novo.",
  },
  de: {
    title: "Deine WhatsApp-Einstellungen",
    intro: "Wähle, welche Nachrichten du bekommen möchtest. Änderungen gelten sofort.",
    groups: "Nachrichten von",
    none: "Im Moment gibt es nichts zu wählen.",
    language: "Sprache der Nachrichten",
    unknownLanguage: "Nicht gewählt",
    save: "Speichern",
    stopAll: "Alles abbestellen",
    saved: "Deine Einstellungen wurden gespeichert.",
    goneTitle: "Dieser Link funktioniert nicht mehr",
    gone: "Öffne die neueste Nachricht und nutze ihren Link, oder schreibe STOP im Chat, um dich abzumelden.",
    tooManyTitle: "Zu viele Änderungen",
    tooMany: "Warte eine Minute und versuche es noch einmal.",
  },
  fr: {
    title: "Vos préférences WhatsApp",
    intro: "Choisissez les messages que vous voulez recevoir. Les changements comptent tout de suite.",
    groups: "Messages de",
    none: "Il n'y a rien à choisir pour le moment.",
    language: "Langue des messages",
    unknownLanguage: "Non choisie",
    save: "Enregistrer",
    stopAll: "Tout arrêter",
    saved: "Vos préférences ont été enregistrées.",
    goneTitle: "Ce lien ne fonctionne plus",
    gone: "Ouvrez le dernier message reçu et utilisez son lien, ou écrivez STOP dans la conversation.",
    tooManyTitle: "Trop de changements",
    tooMany: "Attendez une minute et réessayez.",
  },
  it: {
    title: "Le tue preferenze WhatsApp",
    intro: "Scegli quali messaggi vuoi ricevere. Le modifiche valgono subito.",
    groups: "Messaggi da",
    none: "Al momento non c'è nulla da scegliere.",
    language: "Lingua dei messaggi",
    unknownLanguage: "Non scelta",
    save: "Salva",
    stopAll: "Annulla tutte le iscrizioni",
    saved: "Le tue preferenze sono state salvate.",
    goneTitle: "Questo link non funziona più",
    gone: "Apri l'ultimo messaggio ricevuto e usa il suo link, oppure scrivi STOP nella chat.",
    tooManyTitle: "Troppe modifiche",
    tooMany: "Aspetta un minuto e riprova.",
  },
}

/** @param wanted the contact's language, then those of their browser; the first that is known counts */
export function pageWords(wanted: readonly (string | null)[]): { language: string; words: PageWords } {
  for (const one of wanted) {
    const language = one?.toLowerCase().split(/[-_]/)[0] ?? ""
    const words = Object.hasOwn(all, language) ? all[language] : undefined
    if (words) return { language, words }
  }
  return { language: "en", words: en }
}

/** The languages of a browser, by their weights. @param header `Accept-Language` */
export function browserLanguages(header: string | undefined): string[] {
  return (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part, index) => {
      const [tag = "", ...parameters] = part.trim().split(";")
      const weight = Number(parameters.find((one) => one.trim().startsWith("q="))?.split("=")[1] ?? 1)
      return { tag, weight: Number.isFinite(weight) ? weight : 0, index }
    })
    .toSorted((one, other) => other.weight - one.weight || one.index - other.index)
    .map(({ tag }) => tag)
}
