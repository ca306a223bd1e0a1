/** Numbers, days and proofs of identity as nobody should send them. */
export const hostileNumbers: readonly string[] = [
  '-1',
  '0',
  '-0',
  '2147483648',
  '9007199254740993',
  '9223372036854775808',
  '1e309',
  'NaN',
  'Infinity',
  '0x10',
  '1_000',
  '007',
  '1.5',
  '999999999',
  '１２',
  ' 12 ',
  '12,3',
  '',
  // Codes and barcodes as an input method and a spreadsheet leave them.
  '12３４5é',
  'ぬふあうえお',
  '①②③④⑤⑥',
  '1.23457E+11',
]

export const hostileDays: readonly string[] = [
  '2026-02-30',
  '2023-02-29',
  '1900-01-01',
  '2999-01-01',
  '0000-00-00',
  '24:00',
  '23:59:60',
  '令和0年1月1日',
  '平成32年1月1日',
  '明治45年7月30日',
  '20261301',
  '2026/11/24',
  '-000001-01-01',
  '2024年2月30日',
  '2024/4',
  '45383',
  'R6.4.1',
  '大正十五年',
  'H100',
]

export const hostileMailAddresses: readonly string[] = [
  `${'a'.repeat(250)}@example.org`,
  'a@b@example.org',
  'a@example.org,b@example.org',
  'a@example.org;b@example.org',
  'a@example.org\r\nBcc: b@example.org',
  '"a b"@example.org',
  '<a@example.org>',
  '見本@例え.jp',
  'a@localhost',
  '@example.org',
  'a@',
  'a\0@example.org',
  '(hanako@example.jp',
]

/** Against the standard, but carriers gave out thousands of them: these must be taken. */
export const oddButRealMailAddresses: readonly string[] = [
  'a..b.@docomo.ne.jp',
  '.ab@docomo.ne.jp',
  'a+b@example.co.jp',
]
