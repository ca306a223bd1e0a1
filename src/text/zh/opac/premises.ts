import type { MapSite } from '#branches/rules/premises.ts'
import type { Text } from '../../text.ts'

export const premises: Text['premises'] = {
  title: '交通和设施',
  address: '地址',
  standsAt: '停靠位置',
  access: '交通',
  map: '地图',
  mapOf: (name, site) => `在${mapNames[site]}上查看${name}（打开其他网站）`,
  facilities: '设施',
  names: {
    stepFree: '入口无台阶',
    lift: '电梯',
    accessibleToilet: '轮椅可用的卫生间',
    ostomate: '造口人士可用的卫生间',
    nursingRoom: '哺乳室',
    babyChanging: '婴儿护理台',
    wheelchair: '可借用轮椅',
    parking: '停车场',
    accessibleParking: '轮椅使用者停车位',
    tactilePaving: '盲道',
    readingAloud: '面对面朗读',
    magnifier: '放大阅读器',
    writtenTalk: '笔谈',
    hearingLoop: '助听感应线圈',
  },
  stops: '流动图书车的停靠点和时间',
  stop: '流动图书车停靠点',
  days: '停靠日期',
  noDays: '这个月不停靠。',
  link: '地图和设施',
  linkOf: name => `${name}：交通和设施`,
  plan: {
    title: '楼层平面图',
    shelves: '书架和排架的图书',
    shelf: '书架',
    place: '区域',
    calls: '索书号',
    range: (from, until) => (from === until ? from : `${from}–${until}`),
    where: branch => `书架的位置：${branch}`,
    at: (call, shelves) => `“${call}”在书架“${shelves}”上（平面图中的★）。`,
    or: '”或“',
  },
}

const mapNames: Record<MapSite, string> = {
  gsi: '日本国土地理院地图',
  osm: 'OpenStreetMap',
}
