import type { Text } from '../../text.ts'

export const usual: Text['usual'] = {
  title: 'Local de retirada e aviso habituais',
  door: 'Decida qual local de retirada e qual aviso vêm escolhidos quando você reserva.',
  why: 'Sua cesta começará com eles. Você pode escolher outros a cada reserva. O que já foi reservado fica como está.',
  none: 'Você não decidiu. Vem escolhido o que você escolheu da última vez.',
  gone: 'O que você decidiu não pode mais ser escolhido. Escolha de novo.',
  save: 'Decidir por estes',
  clear: 'Não decidir nada',
  done: 'Seu local de retirada e aviso habituais estão decididos.',
  cleared: 'Você não tem mais local de retirada e aviso habituais.',
  refused: { pickup: 'Escolha um local de retirada.', contact: 'Escolha como avisamos você.' },
}
