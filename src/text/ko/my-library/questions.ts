import type { Text } from '../../text.ts'

export const questions: Text['questions'] = {
  title: '참고 질문',
  door: '직원이 찾아 드립니다',
  why: '알고 싶은 것을 적어 주세요. 직원이 도서관의 자료로 찾아보고 이 페이지에서 답변합니다.',
  whyNotAlways: '의료, 법률, 개인의 사생활에 관한 질문이나 숙제에는 답할 수 없습니다. 찾는 방법을 알려 드립니다.',
  privacy: days =>
    `질문과 답변은 본인과 찾아보는 직원만 볼 수 있습니다. 답변한 지 ${days}일 뒤에 삭제됩니다. 언제든지 직접 삭제할 수 있습니다.`,
  mail: '메일 주소를 등록하셨다면 답변이 있을 때 메일로 알려 드립니다. 메일에는 내용을 적지 않습니다.',
  make: '질문하기',
  empty: '질문이 없습니다.',
  emptyBody: '우리 고장에 관한 것, 말의 유래, 통계, 신문 기사 등을 물어보세요.',
  sent: '질문을 받았습니다.',
  removed: '질문을 삭제했습니다.',
  state: { received: '접수됨', looking: '찾는 중', answered: '답변함' },
  madeOn: day => `질문한 날 ${day}`,
  changedOn: day => `답변한 날 ${day}`,
  wantedBy: day => `필요한 날 ${day}`,
  lookedAt: '이미 찾아본 것',
  answer: '도서관의 답변',
  remove: '삭제하기',
  removeOf: words => `삭제하기: “${words}”`,
  back: '질문 목록으로 돌아가기',
  form: {
    title: '도서관에 질문하기',
    asks: '무엇을 알고 싶으신가요?',
    asksHint: '무엇을 어느 정도까지 알고 싶은지 적어 주세요. 1000자까지.',
    lookedAt: '이미 찾아본 것(있으면)',
    lookedAtHint: '책의 제목, 웹 페이지 등. 500자까지.',
    wantedBy: '필요한 날(있으면)',
    wantedByHint: '급하시면 데스크나 전화로 물어봐 주세요.',
    send: '질문 보내기',
  },
  refused: {
    tooManyToday: max => `질문은 하루에 ${max}건까지 보낼 수 있습니다. 내일 보내 주세요.`,
    wantedByPast: '필요한 날이 이미 지났습니다.',
  },
}
