/**
 * 国民の祝日, and why a library is closed as most libraries say it. What staff write in words of their own stays as they
 * wrote it.
 */
const names: Record<string, string> = {
  元日: 'New Year’s Day',
  成人の日: 'Coming of Age Day',
  建国記念の日: 'National Foundation Day',
  天皇誕生日: 'The Emperor’s Birthday',
  春分の日: 'Vernal Equinox Day',
  昭和の日: 'Showa Day',
  憲法記念日: 'Constitution Memorial Day',
  みどりの日: 'Greenery Day',
  こどもの日: 'Children’s Day',
  海の日: 'Marine Day',
  山の日: 'Mountain Day',
  敬老の日: 'Respect for the Aged Day',
  秋分の日: 'Autumnal Equinox Day',
  スポーツの日: 'Sports Day',
  文化の日: 'Culture Day',
  勤労感謝の日: 'Labour Thanksgiving Day',
  休日: 'public holiday',
  国民の休日: 'public holiday',
  振替休日: 'substitute holiday',
  祝日: 'public holiday',
  祝日の振替: 'in place of a public holiday',
  定休日: 'regular closing day',
  休館日: 'closing day',
  年末年始: 'New Year holidays',
  館内整理日: 'for sorting the shelves',
  図書整理日: 'for sorting the shelves',
  蔵書点検: 'for checking the stock',
  特別整理期間: 'for checking the stock',
  臨時休館: 'closed for a special reason',
}

/** The name of a holiday or a reason, where there is an English one; else as it stands. */
export const dayNameInEnglish = (name: string): string =>
  names[name.replace(/\s*振替休日$/u, '')] ?? names[name] ?? name
