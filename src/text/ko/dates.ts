import type { Text } from '../text.ts'

const shortDay = (day: Temporal.PlainDate) => `${day.month}월 ${day.day}일`
const withWeekday = (day: Temporal.PlainDate) => `${shortDay(day)}(${'월화수목금토일'[day.dayOfWeek - 1]})`
const time = ({ hour, minute }: Temporal.PlainTime) => `${hour}:${`${minute}`.padStart(2, '0')}`

export const dates: Text['dates'] = {
  day: withWeekday,
  longDay: day => `${day.year}년 ${shortDay(day)}`,
  time,
  shortDay,
  visit: (day, arrives) => `${withWeekday(day)} ${time(arrives)}`,
  today: '오늘',
  tomorrow: '내일',
  about: days => {
    if (days < 7) return '며칠'
    if (days < 25) return `약 ${Math.round(days / 7)}주`
    if (days < 330) return `약 ${Math.max(1, Math.round(days / 30))}개월`
    return '약 1년'
  },
}
