import type { Text } from '../text.ts'

export const forms: Text['forms'] = {
  fieldErrors: {
    missing: '입력해 주세요.',
    tooLong: '너무 깁니다.',
    invalid: '입력한 내용을 확인해 주세요.',
    unreadable: '읽을 수 없는 글자가 있습니다. 다시 입력해 주세요.',
  },
  tooFastTitle: '조금 천천히 해 주세요',
  tooFastBody: '짧은 시간에 많은 페이지가 열렸습니다. 잠시 후에 다시 시도해 주세요.',
}
