import { join } from 'node:path'
import type { Language } from '../../shared/model/settings.ts'
import type { SamplePlaces } from '../supervisor/samples/sample-service.ts'

const folderNames: Readonly<Record<Language, { samples: string; assets: string }>> = {
  en: { samples: 'Sample documents', assets: 'en' },
  'zh-CN': { samples: '示例文档', assets: 'zh' },
}

/** Samples and their reports lie where the owner keeps documents, in a folder of our name. */
export function samplePlaces(appFolder: string, documentsFolder: string): SamplePlaces {
  const ours = join(documentsFolder, 'Kaihe')
  return {
    source: (language) => join(appFolder, 'assets', 'samples', folderNames[language].assets),
    documents: (language) => join(ours, folderNames[language].samples),
    reports: join(ours, 'Reports'),
  }
}
