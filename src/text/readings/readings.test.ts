import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pageTextOf, textOf } from '../language.ts'
import { withoutRuby, withReading } from './ruby.ts'
import { annotate, guard } from './with-readings.ts'

/** [漢字|かんじ] */
const shown = (text: string) =>
  annotate(text).replaceAll('\ufdd0', '[').replaceAll('\ufdd1', '|').replaceAll('\ufdd2', ']')

test.each([
  ['図書館で 本を 借ります。', '[図書館|としょかん]で [本|ほん]を [借|か]ります。'],
  ['取り置き期限', '[取|と]り[置|お]き[期限|きげん]'],
  ['ページが 開きます。時間を 空けます。', 'ページが [開|ひら]きます。[時間|じかん]を [空|あ]けます。'],
  ['ここへ 来てください。来るまで', 'ここへ [来|き]てください。[来|く]るまで'],
  ['12月1日 火曜日', '12[月|がつ][1日|ついたち] [火曜日|かようび]'],
  [
    '1日、20日、21日、7日間、60日間',
    '[1日|いちにち]、[20日|はつか]、21[日|にち]、[7日間|なのかかん]、60[日間|にちかん]',
  ],
  ['1人、2人、3人', '[1人|ひとり]、[2人|ふたり]、3[人|にん]'],
  ['午前3時10分、午後1時5分', '[午前|ごぜん]3[時|じ]10[分|ぷん]、[午後|ごご]1[時|じ]5[分|ふん]'],
  ['10分間、15分間', '10[分間|ぷんかん]、15[分間|ふんかん]'],
  ['1,234件、3冊目、2か月', '1,234[件|けん]、3[冊目|さつめ]、2か[月|げつ]'],
  ['紫(むらさき)の 本', '[紫|むらさき]の [本|ほん]'],
  ['ISBN 978-4-00', 'ISBN 978-4-00'],
  ['魑魅魍魎', '魑魅魍魎'],
])('「%s」', (text, expected) => expect(shown(text)).toBe(expected))

test('a title inside a sentence of ours is not ours to read, and what has its reading keeps it', () => {
  expect(shown(`「${guard('図書館戦争')}」を 借りました。`)).toBe('「図書館戦争」を [借|か]りました。')
  expect(annotate(annotate('図書館'))).toBe(annotate('図書館'))
  expect(annotate(`${guard(withReading('中央図書館', 'チュウオウトショカン'))}です`)).toBe(
    `${withReading('中央図書館', 'ちゅうおうとしょかん')}です`,
  )
})

test('a reading takes nothing away: without it stands what was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'図書館本日月1234567890,人分かりの。来開け、') }), text => {
      expect(withoutRuby(annotate(text))).toBe(text)
    }),
  )
})

describe('the words of pages', () => {
  const staff = /counter|settings|machines|moving/
  const files = ['ja', 'ja-easy'].flatMap(folder =>
    readdirSync(new URL(`../${folder}/`, import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts') && !staff.test(file))
      .map(file => `../${folder}/${file}`),
  )
  const literalsOf = (file: string) => {
    const source = readFileSync(new URL(file, import.meta.url), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    return [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, a, b]) => a ?? b ?? '')
  }
  test.each(files)('%s: every 漢字 has its reading', file => {
    const without = literalsOf(file)
      .flatMap(literal => literal.split(/\$\{[^}]*\}?/))
      .filter(piece => /\p{Script=Han}/u.test(annotate(piece).replaceAll(/\ufdd0[^\ufdd2]*\ufdd2/gu, '')))
    expect(without).toEqual([])
  })

  // 書架 is しょか, not か and か: two words of one 漢字 side by side are one that is missing in the list.
  test.each(files)('%s: no word is read 漢字 by 漢字', file => {
    const sideBySide = /\[(?!今)\p{Script=Han}\|[^\]]*\]\[\p{Script=Han}\|[^\]]*\]/u
    const pieces = literalsOf(file).map(literal =>
      literal.replaceAll(/\$\{[^}]*\}?/g, '2').replace('月火水木金土日', ''),
    )
    const broken = pieces.filter(piece => sideBySide.test(shown(piece)))
    expect(broken).toEqual([])
  })

  test.each(Array.from({ length: 100 }, (_, class_) => `${class_}`.padStart(2, '0')))('class %s', notation => {
    const label = pageTextOf('ja-easy').ndc.label(notation) ?? ''
    expect(label.replaceAll(/\ufdd0[^\ufdd2]*\ufdd2/gu, '')).not.toMatch(/\p{Script=Han}/u)
  })

  test('a page of やさしい日本語 has them, and whatever is no page has not', () => {
    expect(pageTextOf('ja-easy').parts.basket).not.toBe(textOf('ja-easy').parts.basket)
    expect(withoutRuby(pageTextOf('ja-easy').parts.basket)).toBe(textOf('ja-easy').parts.basket)
    expect(pageTextOf('ja')).toBe(textOf('ja'))
    const said = pageTextOf('ja-easy').myLibrary.loansPage.refusedFor('坊っちゃん', '12月1日')
    expect(said).toContain('坊っちゃん')
  })
})
