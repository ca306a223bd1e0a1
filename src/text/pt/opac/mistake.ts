import type { Text } from '../../text.ts'

export const mistake: Text['mistake'] = {
  way: 'Avisar sobre um erro nesta página',
  title: 'Um erro em uma página',
  ofRecord: title => `Sobre a página de “${title}”`,
  ofGuide: 'Sobre a página do guia',
  why: 'Escreva o que você viu. Os funcionários vão ler, conferir e corrigir a página. Não guardamos quem avisou, por isso não podemos responder. Não escreva seu nome nem telefone.',
  says: 'O que está errado e o que seria certo',
  saysHint: 'Até 1000 caracteres.',
  send: 'Enviar aviso',
  done: 'Recebemos. Obrigado.',
  backToRecord: 'Voltar ao título',
  backToGuide: 'Voltar ao guia',
  unknownPage: 'Não há página deste título.',
  tooManyFromHere: 'Houve muitos avisos da sua conexão, por isso nenhum é aceito agora. Tente de novo amanhã.',
  tooMany: 'Chegaram muitos avisos, por isso nenhum é aceito agora. Se for urgente, telefone para a biblioteca.',
}
