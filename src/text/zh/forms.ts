import type { Text } from '../text.ts'

export const forms: Text['forms'] = {
  fieldErrors: {
    missing: '请填写此项。',
    tooLong: '太长了。',
    invalid: '请检查输入的内容。',
    unreadable: '含有无法识别的字符。请重新输入。',
  },
  tooFastTitle: '请稍微慢一点',
  tooFastBody: '短时间内打开了很多页面。请稍等片刻再试。',
}
