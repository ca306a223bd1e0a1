import type { IndexedBib, SearchRequest } from '#catalogue/index/catalogue-index.ts'
export class PostgresGrams {
  static build(_folder: string, _bibs: Iterable<IndexedBib>): Promise<PostgresGrams> {
    throw new Error('soon')
  }
  async search(_request: SearchRequest): Promise<{ total: number }> {
    return { total: 0 }
  }
  async megabytes(): Promise<number> {
    return 0
  }
  async close(): Promise<void> {}
}
