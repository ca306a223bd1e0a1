/**
 * Whether a heading names a body and not a person. Records seldom say; names of bodies end in what they are, and
 * personal headings of catalogues have a comma between the names or years behind them. In doubt a person.
 */
export const isCorporateName = (name: string): boolean => {
  const plain = name.normalize('NFKC').trim()
  return !/^[^,]+, ?[^,]+(, ?(\d{4}|\?)-.*)?$/.test(plain) && bodies.test(plain)
}

const bodies =
  /(委員会|図書館|博物館|美術館|文学館|資料館|公民館|協会|学会|研究会|同人会|連盟|連合会?|組合|会社|新聞社|出版社|編集部|編集室|編集局|研究所|研究室|大学|学校|センター|財団|機構|事務局|事務所|実行委員会|教室|楽団|合唱団|劇団|プロジェクト|[県市区町村府都]|[省庁局課])$|^(株式会社|財団法人|一般社団法人|公益財団法人)|\b(Inc|Ltd|Press|Society|Association|University|Committee|Orchestra)\.?$/u
