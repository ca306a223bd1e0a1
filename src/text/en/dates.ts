import type { Text } from '../text.ts'

const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ')

export const dates: Text['dates'] = {
  day: day => `${weekdays[day.dayOfWeek - 1]} ${day.day} ${months[day.month - 1]}`,
  longDay: day => `${day.day} ${months[day.month - 1]} ${day.year}`,
  time: time => `${time.hour}:${`${time.minute}`.padStart(2, '0')}`,
  shortDay: day => `${day.day} ${months[day.month - 1]}`,
  visit: (day, arrives) =>
    `${weekdays[day.dayOfWeek - 1]} ${day.day} ${months[day.month - 1]}, ${arrives.hour}:${`${arrives.minute}`.padStart(2, '0')}`,
  today: 'today',
  tomorrow: 'tomorrow',
  about: days => {
    if (days < 7) return 'a few days'
    if (days < 11) return 'about a week'
    if (days < 25) return `about ${Math.round(days / 7)} weeks`
    if (days < 45) return 'about a month'
    if (days < 330) return `about ${Math.round(days / 30)} months`
    return 'about a year'
  },
}
