import type { Text } from '../../text.ts'

export const mistake: Text['mistake'] = {
  way: '이 페이지의 잘못 알리기',
  title: '페이지의 잘못',
  ofRecord: title => `“${title}” 페이지에 대하여`,
  ofGuide: '이용 안내 페이지에 대하여',
  why: '발견하신 잘못을 적어 주세요. 직원이 읽고 확인하여 고칩니다. 누가 알렸는지는 남기지 않으므로 답변드릴 수 없습니다. 이름이나 전화번호는 적지 마세요.',
  says: '무엇이 잘못되었고, 어떻게 되어야 하는지',
  saysHint: '1000자까지.',
  send: '보내기',
  done: '받았습니다. 감사합니다.',
  backToRecord: '자료로 돌아가기',
  backToGuide: '이용 안내로 돌아가기',
  unknownPage: '이 자료의 페이지가 없습니다.',
  tooManyFromHere: '이 네트워크에서 많이 보내져 지금은 받을 수 없습니다. 내일 다시 시도해 주세요.',
  tooMany: '많이 접수되어 지금은 받을 수 없습니다. 급하시면 도서관에 전화해 주세요.',
}
