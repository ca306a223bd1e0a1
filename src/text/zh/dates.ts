import type { Text } from '../text.ts'

const shortDay = (day: Temporal.PlainDate) => `${day.month}月${day.day}日`
const withWeekday = (day: Temporal.PlainDate) => `${shortDay(day)}（周${'一二三四五六日'[day.dayOfWeek - 1]}）`
const time = ({ hour, minute }: Temporal.PlainTime) => `${hour}:${`${minute}`.padStart(2, '0')}`

export const dates: Text['dates'] = {
  day: withWeekday,
  longDay: day => `${day.year}年${shortDay(day)}`,
  time,
  shortDay,
  visit: (day, arrives) => `${withWeekday(day)}${time(arrives)}`,
  today: '今天',
  tomorrow: '明天',
  about: days => {
    if (days < 7) return '几天'
    if (days < 25) return `约${Math.round(days / 7)}周`
    if (days < 330) return `约${Math.max(1, Math.round(days / 30))}个月`
    return '约1年'
  },
}
