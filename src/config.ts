import { z } from 'zod'
import { readInstant } from '#time/clock.ts'

/** Where this process runs: read from the environment once, in one place. */
export type Config = {
  port: number
  host: string
  /** Where the embedded database, the mail files, the index snapshot and the secrets of this service lie. */
  dataDir: string
  /** Any PostgreSQL ≥ 15; null: an embedded one in `dataDir`. */
  databaseUrl: string | null
  /** A server that follows, for what bears being a second late; null: the same as for all else. */
  databaseReadUrl: string | null
  /** The public key to which backups are encrypted; null: they are not. */
  backupKey: string | null
  /** What whoever reads /metrics from another machine has to say; null: only this machine may. */
  metricsToken: string | null
  /** null: mails become files in `dataDir`/mail. */
  smtpUrl: string | null
  /** The library's own address, as the recipient of a mail reads it. */
  mailFrom: string
  /** The instant at which the clock begins; a demo's and a test's only. */
  at: Temporal.Instant | null
  production: boolean
  /** Proxies in front whose X-Forwarded-For is believed: how many hops. */
  trustedProxies: number
  /** Where self-check machines are served (SIP2); null: nowhere. */
  sip2: { port: number; host: string; tls: { certFile: string; keyFile: string } | null } | null
  /** The keys that never lie in the database, as JSON; null: they are in `dataDir`/secrets.json. */
  secrets: string | null
}

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'not a postgresql:// URL')
  .optional()

/** From 0 up to `max`, in digits: anything else is named as it is, not as what a program makes of it. */
const wholeNumber = (max: number) =>
  z.coerce
    .number(`not a whole number from 0 to ${max}`)
    .int(`not a whole number from 0 to ${max}`)
    .min(0, `not a whole number from 0 to ${max}`)
    .max(max, `not a whole number from 0 to ${max}`)

const environment = z.object({
  PORT: z.preprocess(blankIsAbsent, wholeNumber(65535).default(3000)),
  HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
  DATA_DIR: z.preprocess(blankIsAbsent, z.string().default('./data')),
  // A socket's URL has no host, which no URL schema takes.
  DATABASE_URL: z.preprocess(blankIsAbsent, postgresUrl),
  DATABASE_READ_URL: z.preprocess(blankIsAbsent, postgresUrl),
  BACKUP_KEY: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, 'not a public key as `kago backup --new-key` prints it')
      .optional(),
  ),
  METRICS_TOKEN: z.preprocess(blankIsAbsent, z.string().min(16, 'shorter than 16 characters').optional()),
  SMTP_URL: z.preprocess(blankIsAbsent, z.url({ protocol: /^smtps?$/ }).optional()),
  MAIL_FROM: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .max(200)
      .regex(
        /^([^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
        'not a mail address, with a name around it or not',
      )
      .default('library@example.jp'),
  ),
  KAGO_AT: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .transform((text, context) => {
        try {
          return readInstant(text)
        } catch {
          context.addIssue({ code: 'custom', message: 'not an ISO instant such as 2026-11-24T10:00:00+09:00' })
          return z.NEVER
        }
      })
      .optional(),
  ),
  NODE_ENV: z.string().optional(),
  KAGO_SECRETS: z.preprocess(blankIsAbsent, z.string().optional()),
  SIP2_PORT: z.preprocess(blankIsAbsent, wholeNumber(65535).optional()),
  SIP2_HOST: z.preprocess(blankIsAbsent, z.string().optional()),
  SIP2_CERT: z.preprocess(blankIsAbsent, z.string().optional()),
  SIP2_KEY: z.preprocess(blankIsAbsent, z.string().optional()),
  TRUSTED_PROXIES: z.preprocess(blankIsAbsent, wholeNumber(10).default(0)),
})

/**
 * Reads the settings and names every wrong one at once.
 * @throws Error with one line a wrong setting
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`These settings of the environment cannot be used:\n${lines.join('\n')}`)
  }
  const production = parsed.data.NODE_ENV === 'production'
  const { SIP2_CERT: certFile, SIP2_KEY: keyFile } = parsed.data
  const wrong: string[] = []
  if (production && parsed.data.KAGO_AT) wrong.push('KAGO_AT: a production service keeps real time')
  if (!certFile !== !keyFile) wrong.push('SIP2_CERT, SIP2_KEY: a certificate and its key come together')
  if (wrong.length > 0) {
    throw new Error(`These settings of the environment cannot be used:\n${wrong.map(line => `  ${line}`).join('\n')}`)
  }
  return {
    port: parsed.data.PORT,
    host: parsed.data.HOST,
    dataDir: parsed.data.DATA_DIR,
    databaseUrl: parsed.data.DATABASE_URL ?? null,
    databaseReadUrl: parsed.data.DATABASE_READ_URL ?? null,
    backupKey: parsed.data.BACKUP_KEY ?? null,
    metricsToken: parsed.data.METRICS_TOKEN ?? null,
    smtpUrl: parsed.data.SMTP_URL ?? null,
    mailFrom: parsed.data.MAIL_FROM,
    at: parsed.data.KAGO_AT ?? null,
    production,
    trustedProxies: parsed.data.TRUSTED_PROXIES,
    sip2:
      parsed.data.SIP2_PORT === undefined
        ? null
        : {
            port: parsed.data.SIP2_PORT,
            host: parsed.data.SIP2_HOST ?? parsed.data.HOST,
            tls: certFile && keyFile ? { certFile, keyFile } : null,
          },
    secrets: parsed.data.KAGO_SECRETS ?? null,
  }
}
