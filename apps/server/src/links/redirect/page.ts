/** What people see whose link leads nowhere: without a script, a font or a picture. Pure. */
import { createHash } from "node:crypto"

const style = `
:root{color-scheme:light dark;--page:#f6f7f9;--ink:#16181d;--soft:#5b616e}
@media (prefers-color-scheme:dark){:root{--page:#14161a;--ink:#eceef2;--soft:#a4abb8}}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:3rem 1rem}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .5rem}
p{margin:0;color:var(--soft)}
`
/** Nothing is loaded, and nothing is sent. */
export const linkPagePolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

type Kind = "unknown" | "expired" | "busy" | "example" | "too_many"

const words: Record<string, Record<Kind, readonly [string, string]>> = {
  en: {
    unknown: [
      "This link leads nowhere",
      "It may have been cut off. Open it again from the message that you got.",
    ],
    expired: ["This link has expired", "Please write to the business that sent it to you."],
    busy: ["One moment, please", "The link opens in a few seconds. Try again if it does not."],
    example: ["This is an example", "In a message that is sent, each link here leads to its target."],
    too_many: ["Too many tries", "Wait a minute, then open the link from the message again."],
  },
  es: {
    unknown: [
      "Este enlace no lleva a ninguna parte",
      "Puede que esté incompleto. Ábrelo de nuevo desde el mensaje.",
    ],
    expired: ["Este enlace ha caducado", "Escribe a la empresa que te lo envió."],
    busy: ["Un momento, por favor", "El enlace se abrirá en unos segundos. Si no, inténtalo de nuevo."],
    example: ["Esto es un ejemplo", "En un mensaje enviado, cada enlace lleva a su destino."],
    too_many: ["Demasiados intentos", "Espera un minuto y abre el enlace de nuevo desde el mensaje."],
  },
  pt: {
    unknown: [
      "Este link não leva a lugar nenhum",
      "Talvez esteja incompleto. Abra-o de novo a partir da mensagem.",
    ],
    expired: ["Este link expirou", "Escreva para a empresa que o enviou."],
    busy: ["Um momento, por favor", "O link abre em alguns segundos. Se não abrir, tente de novo."],
    example: ["Isto é um exemplo", "Numa mensagem enviada, cada link leva ao seu destino."],
    too_many: ["Muitas tentativas", "Espere um minuto e abra o link de novo a partir da mensagem."],
  },
  de: {
    unknown: [
      "Dieser Link führt nirgendwohin",
      "Vielleicht ist er unvollständig. Öffne ihn noch einmal aus der Nachricht.",
    ],
    expired: ["Dieser Link ist abgelaufen", "Schreib bitte dem Unternehmen, das ihn geschickt hat."],
    busy: [
      "Einen Moment, bitte",
      "Der Link öffnet sich in einigen Sekunden. Wenn nicht, versuch es noch einmal.",
    ],
    example: ["Das ist ein Beispiel", "In einer gesendeten Nachricht führt jeder Link zu seinem Ziel."],
    too_many: ["Zu viele Versuche", "Warte eine Minute und öffne den Link noch einmal aus der Nachricht."],
  },
  fr: {
    unknown: [
      "Ce lien ne mène nulle part",
      "Il est peut-être incomplet. Ouvrez-le à nouveau depuis le message.",
    ],
    expired: ["Ce lien a expiré", "Écrivez à l’entreprise qui vous l’a envoyé."],
    busy: ["Un instant, s’il vous plaît", "Le lien s’ouvre dans quelques secondes. Sinon, réessayez."],
    example: ["Ceci est un exemple", "Dans un message envoyé, chaque lien mène à sa cible."],
    too_many: ["Trop d’essais", "Attendez une minute, puis rouvrez le lien depuis le message."],
  },
}

/** @param accepted the browser's `Accept-Language` */
export function linkPage(kind: Kind, accepted: string | undefined): string {
  const wanted = (accepted ?? "").split(",").map((one) => one.trim().slice(0, 2).toLowerCase())
  const language = wanted.find((one) => Object.hasOwn(words, one)) ?? "en"
  const [title, text] = words[language]?.[kind] ?? ["", ""]
  const again = kind === "busy" ? '<meta http-equiv="refresh" content="3">' : ""
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${again}<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`
}
