/** Where a `next` must not lead. */
export const hostileNexts: readonly string[] = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example/my',
  '///evil.example',
  '/%2F/evil.example',
  '/my/../../evil',
  '/my@evil.example',
  '/\tevil.example',
  '/%09/evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/login',
  '/logout',
  '/counter',
  '/nowhere',
  '/my/settings\r\nset-cookie: a=b',
  '/my/settings#<script>',
  '.',
  '',
]

/** Paths that are malformed, or that try to pass by a guard. None of them shows a patron's page or fails. */
export const hostilePaths: readonly string[] = [
  '/%',
  '/%zz',
  '/%c0%af',
  '/%ff',
  '/search?q=%',
  '/search?q=%ff',
  '/my%00',
  '/my/settings%00',
  '/search?q=a%00b',
  '//my/settings',
  '/my//settings',
  '/my/settings/',
  '/my;x/settings',
  '/%6dy/settings',
  '/my/%2e%2e/my/settings',
  '/my/settings.',
  '/MY/settings',
  '/assets/%2e%2e%2fapp.tsx',
  `/${'a'.repeat(8_000)}`,
  `/search?${'q=a&'.repeat(2_000)}`,
]

/** What a client may write into Host: none of it is a name of this machine, and no answer may repeat it. */
export const hostileHosts: readonly string[] = [
  'evil.example',
  'evil.example:80',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'localhost:80.evil.example',
  'evil.example:443:80',
  'EVIL.example',
]

/** What a client may write into X-Forwarded-For. */
export const hostileForwardedFor: readonly string[] = [
  '1.2.2.355',
  '999.1.1.1',
  '::ffff:7f00:1',
  'unknown',
  '"; drop table patron',
  Array(1_000).fill('10.0.0.1').join(','),
  ',,,',
]
