import type { Text } from '../../text.ts'

export const card: Text['card'] = {
  title: 'Cartão da biblioteca',
  why: 'Mostre esta tela no balcão. Ela vale como seu cartão.',
  number: 'Número do cartão',
  barcodeOf: number => `Código de barras do cartão número ${number}`,
  validUntil: day => `Válido até ${day}`,
  ended: day => `Este cartão venceu em ${day}. Pode ser renovado no balcão.`,
  bright: 'Se não puder ser lido, aumente o brilho da tela.',
  offline:
    'Depois de aberta uma vez, esta página pode ser mostrada neste aparelho também sem conexão. Ao sair, ela é removida do aparelho.',
  print: 'Impressa, cabe em uma carteira.',
  renewal: {
    title: 'Renovar seu cartão',
    why: 'Se nada mudou, você pode renovar seu cartão aqui.',
    same: 'Meu endereço e meu telefone não mudaram',
    otherwise: 'Se mudaram, venha a um balcão com algo que mostre quem você é e onde mora.',
    press: 'Renovar',
    done: until => `Seu cartão agora vale até ${until}.`,
    link: 'Renovar seu cartão',
    refusal: {
      switchedOff: 'Os cartões não podem ser renovados na internet.',
      notYet: from => `Pode ser renovado a partir de ${from}.`,
      notYetNext: 'Até lá seu cartão vale como está.',
      tooLate: until => `Podia ser renovado na internet até ${until}.`,
      atCounter: 'Pode ser renovado em um balcão.',
      notConfirmed: 'Você não confirmou que endereço e telefone não mudaram.',
      notConfirmedNext: 'Se não mudaram, marque isso e pressione “Renovar” de novo.',
    },
  },
  none: 'Você não tem um cartão válido. Pergunte no balcão.',
}
