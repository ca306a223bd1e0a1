import type { Text } from '../../text.ts'

export const terms: Text['terms'] = {
  title: '이용 약관',
  lead: '도서관을 이용할 때의 약속입니다.',
  since: day => `${day}부터 적용된 약관입니다.`,
  former: day => `${day}부터 적용되었던 이전 약관입니다. 지금의 약관과 다릅니다.`,
  toPresent: '지금의 약관 읽기',
  unknown: '이 약관의 내용은 여기에 남아 있지 않습니다.',
  agreed: day => `${day}에 지금의 약관에 동의하셨습니다.`,
  agreedToFormer: day => `${day}에 동의하신 뒤 약관이 바뀌었습니다.`,
  notYet: '동의하신 기록이 아직 없습니다.',
  readAgreed: '동의한 약관 읽기',
  unknownAgreed: '동의하신 약관의 내용은 여기에 남아 있지 않습니다.',
}
