import type { Text } from '../text.ts'

export const forms: Text['forms'] = {
  fieldErrors: {
    missing: 'Preencha este campo.',
    tooLong: 'É longo demais.',
    invalid: 'Confira o que você digitou.',
    unreadable: 'Há caracteres que não podem ser lidos. Digite de novo.',
  },
  tooFastTitle: 'Um pouco mais devagar, por favor',
  tooFastBody: 'Muitas páginas foram abertas em pouco tempo. Espere um momento e tente de novo.',
}
