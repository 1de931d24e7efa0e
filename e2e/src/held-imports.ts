import pg from "pg"

/** Of the lock that an import waits for. */
const key = 4_711

/**
 * Lets imports of a database read a thousand rows and no more until it is told, so that whatever happens to one meanwhile
 * happens in the middle of it: the statement that writes the next rows waits for a lock.
 */
export class HeldImports {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  /** Nothing is held yet. */
  static async in(databaseUrl: string): Promise<HeldImports> {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query(`
      CREATE FUNCTION wait_in_the_middle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM imports WHERE state = 'running' AND rows_read > 0) THEN
          PERFORM pg_advisory_xact_lock_shared(${key});
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER wait_in_the_middle BEFORE INSERT ON contacts
        FOR EACH STATEMENT EXECUTE FUNCTION wait_in_the_middle();
    `)
    return new HeldImports(client)
  }

  async hold(): Promise<void> {
    await this.#client.query(`SELECT pg_advisory_lock(${key})`)
  }

  async letGo(): Promise<void> {
    await this.#client.query("SELECT pg_advisory_unlock_all()")
  }

  end(): Promise<void> {
    return this.#client.end()
  }
}
