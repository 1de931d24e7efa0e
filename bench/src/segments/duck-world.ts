import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api"

const idOf = (number: string) =>
  `CAST('00000000-0000-7000-8000-' || lpad(lower(hex(CAST(${number} AS BIGINT))), 12, '0') AS UUID)`

/**
 * The world of `seedEvents` by the same arithmetic, in DuckDB with two threads and in memory. In the same tables, with the same types;
 * and in tables that were made for the one question: numbers for ids, a column for each attribute, no names of events.
 */
export class DuckWorld {
  readonly #connection: DuckDBConnection

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection
  }

  static async open(size: { contacts: number; events: number }, now: Date): Promise<DuckWorld> {
    const duck = await DuckDBInstance.create(":memory:", { threads: "2" })
    const connection = await duck.connect()
    for (const statement of [...sameTables(size, now), ...ownTables(size)]) await connection.run(statement)
    return new DuckWorld(connection)
  }

  /** How many contacts meet a condition, as tables of Parley's are asked. */
  count(condition: string): Promise<number> {
    return this.#ask(`SELECT count(*)::INTEGER FROM contacts WHERE ${condition}`)
  }

  /** The mixed filter, in the tables that were made for it. */
  countMixed(): Promise<number> {
    return this.#ask(`SELECT count(*)::INTEGER FROM narrow_contacts
      WHERE plan = 'gold' AND score >= 50 AND subscribed AND id IN (
        SELECT contact FROM narrow_events WHERE h < 40 AND seconds_ago <= ${30 * 86_400} GROUP BY contact HAVING count(*) >= 3)`)
  }

  async #ask(question: string): Promise<number> {
    const answer = await this.#connection.runAndReadAll(question)
    return Number(answer.getRows()[0]?.[0])
  }

  close(): void {
    this.#connection.closeSync()
  }
}

const person = (contacts: number) => `floor(pow(((j * 2654435761) % 1000003) / 1000003.0, 2) * ${contacts})`

const sameTables = ({ contacts, events }: { contacts: number; events: number }, now: Date) => [
  `SET VARIABLE moment = TIMESTAMP '${now.toISOString().slice(0, -1)}'`,
  `CREATE TABLE contacts AS SELECT ${idOf("i")} AS id, 'DE' AS country, CAST(json_object('plan', CASE WHEN i % 4 = 0 THEN 'gold' ELSE 'free' END,
    'score', (i * 7919) % 100, 'city', 'Berlin', 'first_order_at', '2026-01-15', 'vip', i % 2 = 0) AS JSON) AS attributes
    FROM range(${contacts}) AS t(i)`,
  `CREATE TABLE subscriptions AS SELECT ${idOf("i")} AS contact_id,
    CASE WHEN i % 5 <> 0 THEN 'subscribed' ELSE 'unsubscribed' END AS state FROM range(${contacts}) AS t(i)`,
  `CREATE TABLE events AS SELECT ${idOf(person(contacts))} AS contact_id,
    CAST(CASE WHEN h < 40 THEN 0 WHEN h < 60 THEN 1 ELSE 2 + (j // 100) % 48 END AS INTEGER) AS name_id,
    getvariable('moment') - to_seconds(seconds_ago) AS happened_at, CAST(json_object('n', j % 100) AS JSON) AS properties
    FROM (SELECT j, (j * 31) % 100 AS h, (j * 7919) % 7776000 AS seconds_ago FROM range(${events}) AS t(j)) AS made`,
]

const ownTables = ({ contacts, events }: { contacts: number; events: number }) => [
  `CREATE TABLE narrow_contacts AS SELECT i AS id, CASE WHEN i % 4 = 0 THEN 'gold' ELSE 'free' END AS plan,
    (i * 7919) % 100 AS score, i % 5 <> 0 AS subscribed FROM range(${contacts}) AS t(i)`,
  `CREATE TABLE narrow_events AS SELECT CAST(${person(contacts)} AS BIGINT) AS contact, (j * 31) % 100 AS h,
    (j * 7919) % 7776000 AS seconds_ago FROM range(${events}) AS t(j)`,
]
