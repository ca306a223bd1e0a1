import type { Text } from '../../text.ts'

export const card: Text['card'] = {
  title: '借书证',
  why: '请在服务台出示此画面，可以代替借书证。',
  number: '借书证号',
  barcodeOf: number => `借书证号 ${number} 的条形码`,
  validUntil: day => `有效期至${day}`,
  ended: day => `这张借书证已于${day}过期。可以在服务台续期。`,
  bright: '如果无法读取，请调亮屏幕。',
  offline: '打开过一次本页后，没有网络时也可以在这台设备上显示。退出登录后会从设备上删除。',
  print: '打印后可以放进钱包。',
  renewal: {
    title: '借书证续期',
    why: '如果登记内容没有变化，可以在这里续期。',
    same: '住址和电话号码没有变化',
    otherwise: '如果有变化，请携带能证明身份和住址的证件到服务台。',
    press: '续期',
    done: until => `您的借书证有效期已延至${until}。`,
    link: '借书证续期',
    refusal: {
      switchedOff: '不能在网上续期。',
      notYet: from => `从${from}起可以续期。`,
      notYetNext: '在此之前，您的借书证可以照常使用。',
      tooLate: until => `网上续期已于${until}截止。`,
      atCounter: '可以在服务台续期。',
      notConfirmed: '没有确认住址和电话号码没有变化。',
      notConfirmedNext: '如果没有变化，请勾选后再按“续期”。',
    },
  },
  none: '您没有有效的借书证。请到服务台咨询。',
}
