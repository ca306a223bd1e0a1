import type { Facility, MapSite } from '#branches/rules/premises.ts'

/** 行き方と設備 of a branch or a stop. */
export const premises = {
  title: '行き方と設備',
  address: '住所',
  standsAt: '停車する場所',
  access: '行き方',
  map: '地図',
  mapOf: (name: string, site: MapSite) => `${name}の場所を${mapNames[site]}で見る（ほかのサイトが開きます）`,
  facilities: '設備',
  names: {
    stepFree: '入口に段差がありません',
    lift: 'エレベーター',
    accessibleToilet: '車いすで使えるトイレ',
    ostomate: 'オストメイト対応トイレ',
    nursingRoom: '授乳室',
    babyChanging: 'おむつ替えの台',
    wheelchair: '車いすの貸し出し',
    parking: '駐車場',
    accessibleParking: '車いす使用者用の駐車場',
    tactilePaving: '点字ブロック',
    readingAloud: '対面朗読',
    magnifier: '拡大読書器',
    writtenTalk: '筆談',
    hearingLoop: '磁気ループ（補聴器の方に）',
  } satisfies Record<Facility, string>,
  stops: '利用ステーションの場所と巡回する日',
  stop: '利用ステーション',
  days: '巡回する日',
  noDays: 'この月は巡回しません。',
  link: '地図・設備',
  linkOf: (name: string) => `${name}の行き方と設備`,
  plan: {
    title: '館内の案内図',
    shelves: '棚と、ならんでいる本',
    shelf: '棚',
    place: '場所',
    calls: '請求記号',
    range: (from: string, until: string) => (from === until ? from : `${from}〜${until}`),
    where: (branch: string) => `${branch}の棚の場所`,
    at: (call: string, shelves: string) => `「${call}」は、「${shelves}」の棚にあります（図の★）。`,
    or: '」か「',
  },
}

const mapNames: Record<MapSite, string> = { gsi: '地理院地図', osm: 'OpenStreetMap' }
