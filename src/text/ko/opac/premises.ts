import type { MapSite } from '#branches/rules/premises.ts'
import type { Text } from '../../text.ts'

export const premises: Text['premises'] = {
  title: '오시는 길과 시설',
  address: '주소',
  standsAt: '서는 곳',
  access: '오시는 길',
  map: '지도',
  mapOf: (name, site) => `${name}: ${mapNames[site]}에서 보기(다른 사이트가 열립니다)`,
  facilities: '시설',
  names: {
    stepFree: '입구에 계단 없음',
    lift: '엘리베이터',
    accessibleToilet: '휠체어 이용 화장실',
    ostomate: '장루 이용자 화장실',
    nursingRoom: '수유실',
    babyChanging: '기저귀 교환대',
    wheelchair: '휠체어 대여',
    parking: '주차장',
    accessibleParking: '휠체어 이용자 주차 공간',
    tactilePaving: '점자 블록',
    readingAloud: '대면 낭독',
    magnifier: '독서 확대기',
    writtenTalk: '필담',
    hearingLoop: '보청 유도 루프',
  },
  stops: '이동도서관이 서는 곳과 시간',
  stop: '이동도서관 정차 장소',
  days: '방문일',
  noDays: '이 달에는 오지 않습니다.',
  link: '지도와 시설',
  linkOf: name => `${name}: 오시는 길과 시설`,
  plan: {
    title: '층 안내도',
    shelves: '서가와 꽂힌 자료',
    shelf: '서가',
    place: '구역',
    calls: '청구기호',
    range: (from, until) => (from === until ? from : `${from}~${until}`),
    where: branch => `서가 위치: ${branch}`,
    at: (call, shelves) => `“${call}”: 서가 “${shelves}”에 있습니다(안내도의 ★).`,
    or: '” 또는 “',
  },
}

const mapNames: Record<MapSite, string> = {
  gsi: '일본 국토지리원 지도',
  osm: 'OpenStreetMap',
}
