import { ja } from '../ja.ts'
import type { Text } from '../text.ts'

/** 12月1日 火曜日: nothing in brackets that a learner has to know. */
const weekdays = ['月', '火', '水', '木', '金', '土', '日']

export const dates: Text['dates'] = {
  day: day => `${day.month}月${day.day}日 ${weekdays[day.dayOfWeek - 1]}曜日`,
  longDay: ja.dates.longDay,
  time: ja.dates.time,
  shortDay: ja.dates.shortDay,
  visit: (day, arrives) => `${dates.day(day)} ${ja.dates.time(arrives)}`,
  today: 'きょう',
  tomorrow: 'あした',
  about: days => {
    if (days < 7) return '2、3日'
    if (days < 25) return `${Math.round(days / 7)}週間くらい`
    if (days < 330) return `${Math.max(1, Math.round(days / 30))}か月くらい`
    return '1年くらい'
  },
}
