/** 類: the ten main classes of 日本十進分類法 (新訂10版). The place in the list is the first digit. */
export const ndcClasses = [
  '総記',
  '哲学',
  '歴史',
  '社会科学',
  '自然科学',
  '技術・工学',
  '産業',
  '芸術・美術',
  '言語',
  '文学',
] as const

/** 綱: the divisions 01 to 99, by class. The division x0 is the class itself in general. */
const ndcDivisions: readonly string[] = [
  '図書館・図書館情報学 図書・書誌学 百科事典 一般論文集・一般講演集 逐次刊行物 団体 ジャーナリズム・新聞 叢書・全集・選集 貴重書・郷土資料・その他の特別コレクション',
  '哲学各論 東洋思想 西洋哲学 心理学 倫理学・道徳 宗教 神道 仏教 キリスト教',
  '日本史 アジア史・東洋史 ヨーロッパ史・西洋史 アフリカ史 北アメリカ史 南アメリカ史 オセアニア史・両極地方史 伝記 地理・地誌・紀行',
  '政治 法律 経済 財政 統計 社会 教育 風俗習慣・民俗学・民族学 国防・軍事',
  '数学 物理学 化学 天文学・宇宙科学 地球科学・地学 生物科学・一般生物学 植物学 動物学 医学',
  '建設工学・土木工学 建築学 機械工学 電気工学 海洋工学・船舶工学 金属工学・鉱山工学 化学工業 製造工業 家政学・生活科学',
  '農業 園芸 蚕糸業 畜産業 林業 水産業 商業 運輸・交通 通信事業',
  '彫刻 絵画 版画 写真 工芸 音楽 演劇 スポーツ・体育 諸芸・娯楽',
  '日本語 中国語 英語 ドイツ語 フランス語 スペイン語 イタリア語 ロシア語 その他の諸言語',
  '日本文学 中国文学 英米文学 ドイツ文学 フランス文学 スペイン文学 イタリア文学 ロシア・ソビエト文学 その他の諸文学',
]

/** 分類名: the name of a class ('9') or division ('91'); null for what has none here. */
export function ndcLabel(notation: string): string | null {
  const digits = /^\d{1,2}/.exec(notation)?.[0]
  if (digits === undefined) return null
  const label = ndcClasses[Number(digits[0])]!
  if (digits.length === 1 || digits[1] === '0') return label
  return ndcDivisions[Number(digits[0])]!.split(' ')[Number(digits[1]) - 1] ?? null
}

/**
 * A notation as printed, made comparable: full width, 別置記号 before it and 版 after it are taken off. 'K９１３．６' → '913.6',
 * 'E' → null.
 */
export function plainNotation(printed: string): string | null {
  const found = /\d{1,3}(?:\.\d+)?/.exec(printed.normalize('NFKC'))
  return found ? found[0] : null
}

/** The notations of a bib that can be compared, each once, the main one first. */
export const notationsOf = (ndc: readonly string[]): string[] => [
  ...new Set(ndc.map(plainNotation).filter(notation => notation !== null)),
]

/** 類 that a bib stands under, 0 to 9, each once, the main one first. */
const classesOfBib = (ndc: readonly string[]): number[] => classesOfNotations(notationsOf(ndc))

/** @param notations as `notationsOf` gives them */
export const classesOfNotations = (notations: readonly string[]): number[] => [
  ...new Set(notations.map(notation => Number(notation[0]))),
]

/** The main 類 of a bib, null when it has none. */
export const mainClass = (ndc: readonly string[]): number | null => classesOfBib(ndc)[0] ?? null
