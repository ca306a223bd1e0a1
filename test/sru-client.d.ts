declare module '@natlibfi/sru-client' {
  type Settings = {
    url: string
    recordSchema: string
    version: string
    maxRecordsPerRequest: number
    retrieveAll: boolean
  }
  export default function createClient(settings: Settings): { searchRetrieve(query: string): NodeJS.EventEmitter }
}
