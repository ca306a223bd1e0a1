type Day = Temporal.PlainDate

/** How days, hours and spans are said. */
export const dates = {
  /** 12月1日（火） */
  day: (day: Day) => `${day.month}月${day.day}日（${'月火水木金土日'[day.dayOfWeek - 1]}）`,
  /** 2026年12月1日 */
  longDay: (day: Day) => `${day.year}年${day.month}月${day.day}日`,
  /** 午前3時、午後1時30分 */
  time: (time: Temporal.PlainTime) => {
    const hour = time.hour < 12 ? `午前${time.hour}時` : `午後${time.hour - 12}時`
    return time.minute === 0 ? hour : `${hour}${time.minute}分`
  },
  /** 12月17日 */
  shortDay: (day: Day) => `${day.month}月${day.day}日`,
  /** 12月3日（木）10:20 */
  visit: (day: Day, arrives: Temporal.PlainTime) =>
    `${day.month}月${day.day}日（${'月火水木金土日'[day.dayOfWeek - 1]}）${arrives.hour}:${`${arrives.minute}`.padStart(2, '0')}`,
  today: 'きょう',
  tomorrow: 'あす',
  /** A span that is estimated: 約2週間. */
  about: (days: number) => {
    if (days < 7) return '数日'
    if (days < 25) return `約${Math.round(days / 7)}週間`
    if (days < 330) return `約${Math.max(1, Math.round(days / 30))}か月`
    return '1年くらい'
  },
}
