import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confusedWith, folded, foldedUnit, foldWritten, loosest, written } from './fold.ts'

const equal: [string, string][] = [
  ['ﾊﾘｰ･ﾎﾟｯﾀｰ', 'はりーぽったー'],
  ['はりーぽったー', 'ハリー・ポッター'],
  ['シチュー', 'シチュ'],
  ['マネージャー', 'マネジャ'],
  ['みすゞ', 'みすず'],
  ['バゝ', 'ババ'],
  ['時々', '時時'],
  ['ヴァイオリン', 'バイオリン'],
  ['ゔぁいおりん', 'バイオリン'],
  ['ｳﾞｧｲｵﾘﾝ', 'バイオリン'],
  ['ちかぢか', 'チカジカ'],
  ['かなづかい', 'カナズカイ'],
  ['ＬＩＢＲＡＲＹ', 'library'],
  ['新・アフリカ紀行', '新アフリカ紀行'],
  ['廣島', '広島'],
  ['渡邊', '渡邉'],
  ['渡邉', '渡辺'],
  ['髙橋', '高橋'],
  ['山﨑', '山崎'],
  ['芥川龍之介', '芥川竜之介'],
  ['関ケ原', '関ヶ原'],
  ['コンピューター', 'コンピュータ'],
  ['データ・ベース', 'データベース'],
  ['１Ｑ８４', '1Q84'],
  ['ふぁいる', 'ファイル'],
  ['櫻の國', '桜の国'],
  ['文藝會', '文芸会'],
  ['說明 稅金 靑空 內村', '説明 税金 青空 内村'],
  ['神', '神'],
  ['㈱', '(株)'],
  ['①Ⅲ', '1iii'],
  ['Café Œuvre ﬁn', 'cafe oeuvre fin'],
  ['カ〜ド カ−ド カ‐ド カ―ド', 'カードカードカードカード'],
  ['ゐゑを', 'いえお'],
  ['𠮷野家', '吉野家'],
  ['葛󠄀城', '葛城'],
  ['ウ゛ァイオリン カ゛ ハ゜', 'ヴァイオリン ガ パ'],
  ['いろ〳〵', 'いろいろ'],
  ['それ〴〵', 'それぞれ'],
  ['いろ／＼', 'いろいろ'],
  ['历史 沈从文', '歴史 沈從文'],
  ['蠅 鶯 賤 頸 鰺 諫 儘 摑 簞 顚 𠮟 兔', '蝿 鴬 賎 頚 鯵 諌 侭 掴 箪 顛 叱 兎'],
  ['劒 劔 查 刋 鴈', '剣 剣 査 刊 雁'],
]

test.each(equal)('%s = %s', (one, other) => {
  expect(folded(one)).toBe(folded(other))
})

const different: [string, string][] = [
  ['C++', 'C#'],
  ['C++', 'C'],
  ['.NET', 'NET'],
  ['斉藤', '斎藤'],
  ['こんにちは', 'コンニチワ'],
  ['はし', 'ばし'],
  ['病院', '美容院'],
]

test.each(different)('%s is not %s', (one, other) => {
  expect(folded(one)).not.toBe(folded(other))
})

test('signs are kept only where they tell languages apart', () => {
  expect(written('Ｃ＋＋とC#、F# ASP.NET a+b No.5 C++/CLI')).toBe('c++トc# f# asp.net a b no 5 c++ cli')
})

test('written tells long vowels and small kana apart, folded does not', () => {
  expect(written('チェーン')).not.toBe(written('チエン'))
  expect(folded('チェーン')).toBe('チエン')
})

test('the second tier offers the other names', () => {
  expect(confusedWith('斎藤')).toEqual(['斉藤'])
  expect(confusedWith('島')).toEqual(expect.arrayContaining(['嶋', '嶌']))
  expect(['筆蹟', '満洲'].flatMap(word => confusedWith(word))).toEqual(expect.arrayContaining(['筆跡', '満州']))
  expect(confusedWith('犬')).toEqual([])
})

test('the loosest fold makes ハ and ワ and 濁点 equal', () => {
  expect(loosest('コンニチハ')).toBe(loosest('コンニチワ'))
  expect(loosest('ダイガク')).toBe(loosest('タイカク'))
  expect(loosest('ヨウチエン')).not.toBe(loosest('チエン'))
})

const anyUnits = (maxLength: number) =>
  fc.array(fc.nat(0xffff), { maxLength }).map(units => String.fromCharCode(...units))

test('an accent on a ligature hides neither', () => {
  expect(['Ǽ', 'ǽ', 'æ', 'Ǿ'].map(folded)).toEqual(['ae', 'ae', 'ae', 'o'])
})

test('folding twice is folding once, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), text => {
      const once = folded(text)
      expect(folded(once.replace(/[+#.]/g, ''))).toBe(once.replace(/[+#.]/g, ''))
    }),
  )
})

test('from written to folded every character stands alone', () => {
  fc.assert(
    fc.property(anyUnits(30), text => {
      const form = written(text)
      const alone = Array.from({ length: form.length }, (_, i) => foldedUnit[form.charCodeAt(i)]!).filter(
        unit => unit !== 0,
      )
      expect(foldWritten(form)).toBe(String.fromCharCode(...alone))
    }),
  )
})
