import type { MapSite } from '#branches/rules/premises.ts'
import type { Text } from '../../text.ts'

export const premises: Text['premises'] = {
  title: 'Como chegar e o que há',
  address: 'Endereço',
  standsAt: 'Onde para',
  access: 'Como chegar',
  map: 'Mapa',
  mapOf: (name, site) => `Ver ${name} em ${mapNames[site]} (abre outro site)`,
  facilities: 'O que há',
  names: {
    stepFree: 'entrada sem degraus',
    lift: 'elevador',
    accessibleToilet: 'banheiro para cadeira de rodas',
    ostomate: 'banheiro para ostomizados',
    nursingRoom: 'sala de amamentação',
    babyChanging: 'trocador de bebês',
    wheelchair: 'cadeiras de rodas para emprestar',
    parking: 'estacionamento',
    accessibleParking: 'estacionamento para cadeirantes',
    tactilePaving: 'piso tátil',
    readingAloud: 'leitura em voz alta presencial',
    magnifier: 'ampliador de leitura',
    writtenTalk: 'conversa por escrito',
    hearingLoop: 'aro magnético para aparelhos auditivos',
  },
  stops: 'Onde e quando para a biblioteca móvel',
  stop: 'Parada da biblioteca móvel',
  days: 'Dias das visitas',
  noDays: 'Ela não vem neste mês.',
  link: 'mapa e instalações',
  linkOf: name => `${name}: como chegar e o que há`,
  plan: {
    title: 'Planta do andar',
    shelves: 'As estantes e o que há nelas',
    shelf: 'Estante',
    place: 'Lugar',
    calls: 'Números de chamada',
    range: (from, until) => (from === until ? from : `${from}–${until}`),
    where: branch => `Onde fica a estante: ${branch}`,
    at: (call, shelves) => `“${call}” está na estante “${shelves}” (★ na planta).`,
    or: '” ou “',
  },
}

const mapNames: Record<MapSite, string> = {
  gsi: 'o mapa da Autoridade de Informação Geoespacial do Japão',
  osm: 'OpenStreetMap',
}
