/** What a request looks like that has a campaign sent. Pure. */

const named = /api_trigger_properties\s*(?:\.\s*(?:\$\{\s*)?|\[\s*["'])([A-Za-z_]\w*)/g

/** The properties that the contents of a campaign name, each once. */
export function propertiesNamed(contents: unknown): string[] {
  const text = JSON.stringify(contents).replaceAll('\\"', '"')
  return [...new Set([...text.matchAll(named)].flatMap(([, name]) => (name === undefined ? [] : [name])))]
}

/** For a shell: sends it to one person, with a value for each property. */
export function curlExample(origin: string, campaignId: string, properties: readonly string[]): string {
  const values = Object.fromEntries(properties.map((name) => [name, "…"]))
  const body = {
    recipients: [
      { external_id: "customer-1", ...(properties.length === 0 ? {} : { trigger_properties: values }) },
    ],
  }
  return [
    `curl -X POST ${origin}/v1/campaigns/${campaignId}/trigger \\`,
    '  -H "Authorization: Bearer $PARLEY_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(body, null, 2)}'`,
  ].join("\n")
}
