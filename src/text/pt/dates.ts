import type { Text } from '../text.ts'

const months = 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(' ')
const weekdays = 'seg ter qua qui sex sáb dom'.split(' ')

const shortDay = (day: Temporal.PlainDate) => `${day.day} de ${months[day.month - 1]}`
const withWeekday = (day: Temporal.PlainDate) => `${weekdays[day.dayOfWeek - 1]}, ${shortDay(day)}`
const time = ({ hour, minute }: Temporal.PlainTime) => `${hour}:${`${minute}`.padStart(2, '0')}`

export const dates: Text['dates'] = {
  day: withWeekday,
  longDay: day => `${shortDay(day)} de ${day.year}`,
  time,
  shortDay,
  visit: (day, arrives) => `${withWeekday(day)}, ${time(arrives)}`,
  today: 'hoje',
  tomorrow: 'amanhã',
  about: days => {
    if (days < 7) return 'alguns dias'
    if (days < 11) return 'cerca de uma semana'
    if (days < 25) return `cerca de ${Math.round(days / 7)} semanas`
    if (days < 45) return 'cerca de um mês'
    if (days < 330) return `cerca de ${Math.round(days / 30)} meses`
    return 'cerca de um ano'
  },
}
