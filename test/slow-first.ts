import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** What takes half a minute and more, though its file may be small: services, clusters, crowds of random steps. */
const isSlow = ({ moduleId }: TestSpecification) =>
  /\/test\/(cluster|service|fuzz|attacks|relevance)\/|\/M01-|\.model\.test|\/night\.test|\/move-in\//.test(moduleId)

/** Begins with the slow files, so that no worker is left alone with one at the end. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isSlow), ...sorted.filter(file => !isSlow(file))]
  }
}
