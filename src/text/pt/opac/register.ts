import type { Text } from '../../text.ts'

export const register: Text['register'] = {
  title: 'Pedir um cartão da biblioteca',
  way: 'Pedir um cartão',
  wayTitle: 'Se você não tem cartão da biblioteca',
  why: days =>
    `Peça aqui e gaste menos tempo no balcão. Dentro de ${days} dias, venha à biblioteca com um documento que mostre quem você é e onde mora. O cartão é entregue no balcão.`,
  kept: 'O que você escreve é usado só para o cadastro. Se você não vier, é apagado automaticamente depois disso.',
  name: 'Nome',
  nameReading: 'Leitura do nome (katakana)',
  birthDate: 'Data de nascimento',
  birthDateHint: 'Oito dígitos: ano, mês e dia (ex.: 19700101)',
  phone: 'Telefone',
  mail: 'Endereço de e-mail',
  wayHint: 'Basta telefone ou e-mail.',
  postalCode: 'Código postal',
  address: 'Endereço',
  agreed: 'Termos de uso',
  agree: 'Li os termos de uso e concordo com eles',
  send: 'Enviar pedido',
  faults: {
    nameMissing: 'Preencha este campo.',
    impossibleBirthDate: 'Não é possível ler isto como data de nascimento. Use oito dígitos.',
    impossiblePhone: 'Isto não tem a forma de um número de telefone.',
    impossibleMail: 'Isto não tem a forma de um endereço de e-mail.',
    addressMissing: 'Preencha este campo.',
    notAgreed: 'Leia os termos e marque a caixa para concordar.',
    termsChanged: 'Os termos acabaram de mudar. Leia de novo e marque a caixa para concordar.',
    noWay: 'Informe um telefone ou um e-mail.',
  },
  tooManyFromHere:
    'Houve muitos pedidos da sua conexão, por isso nenhum é aceito agora. Tente de novo amanhã ou cadastre-se no balcão da biblioteca.',
  tooMany: 'Há muitos pedidos, por isso nenhum é aceito agora. Cadastre-se no balcão da biblioteca.',
  doneTitle: 'Recebemos seu pedido',
  number: 'Número do pedido',
  done: until =>
    `Venha ao balcão da biblioteca até ${until}, com um documento que mostre quem você é e onde mora, e diga este número.`,
  over: 'Este pedido terminou: o cadastro foi feito ou o prazo passou.',
}
