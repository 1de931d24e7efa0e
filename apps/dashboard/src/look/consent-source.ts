/** Where consent came from by the server's own doing; every other source is the business's word, and stays as it is. */
const words: ReadonlyMap<string, string> = new Map([
  ["api", "API"],
  ["import", "Import"],
  ["keyword", "Message with a keyword"],
  ["button", "Tap on a button"],
  ["opt_in_link", "Opt-in link"],
  ["double_opt_in", "Double opt-in"],
  ["preference_page", "Preference page"],
  ["dashboard", "Dashboard"],
  ["whatsapp", "WhatsApp's own settings"],
])

export const sourceInWords = (source: string) => words.get(source) ?? source
